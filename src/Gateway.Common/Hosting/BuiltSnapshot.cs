using Gateway.Common.Configuration;
using Gateway.Common.Endpoints;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Pipeline;

namespace Gateway.Common.Hosting;

/// <summary>All that a host serves, without the host.</summary>
/// <param name="Diagnostics">What is to be warned of.</param>
internal sealed record BuiltSnapshot(
    GatewaySnapshot Snapshot, PublishedEndpoints Endpoints, IReadOnlyList<SnapshotDiagnostic> Diagnostics)
{
    /// <exception cref="GatewayStartException">Something in the contracts or documents is wrong.</exception>
    public static BuiltSnapshot Of(SnapshotSettings settings, GatewayOptions options, TimeProvider time)
    {
        var (snapshot, documents, diagnostics) = new SnapshotBuilder(time).Build(settings);
        return snapshot is null
            ? throw new GatewayStartException([.. diagnostics.Select(static diagnostic => diagnostic.ToString())])
            : new BuiltSnapshot(snapshot, HostEndpoints.Publish(snapshot, documents, options), diagnostics);
    }
}
