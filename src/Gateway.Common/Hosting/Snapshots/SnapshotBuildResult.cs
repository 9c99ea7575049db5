using Gateway.Common.Pipeline;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>A snapshot, or every reason why there is none.</summary>
/// <param name="Snapshot">Null after an error.</param>
/// <param name="EndpointDocuments">Documents whose operations are REST endpoints (<c>@endpoint</c>).</param>
/// <param name="Diagnostics">Warnings come with a snapshot too.</param>
internal sealed record SnapshotBuildResult(
    GatewaySnapshot? Snapshot,
    IReadOnlyList<TrustedDocument> EndpointDocuments,
    IReadOnlyList<SnapshotDiagnostic> Diagnostics);
