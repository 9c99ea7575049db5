using Gateway.Common.Language;
using Gateway.Common.Pipeline;
using Gateway.Common.Validation;

namespace Gateway.Common.Hosting.Snapshots;

/// <summary>What a snapshot is built from.</summary>
internal sealed record SnapshotSettings
{
    /// <summary>A ready supergraph; null to compose the sources.</summary>
    public string? SupergraphFile { get; init; }

    public IReadOnlyList<SourceSettings> Sources { get; init; } = [];

    /// <summary>Folder of trusted documents; an absent folder holds none.</summary>
    public string? OperationsFolder { get; init; }

    public OperationCacheOptions OperationCache { get; init; } = new();

    /// <summary>Labels of progressive overrides that are on, besides shares.</summary>
    public IReadOnlySet<string> OverrideLabels { get; init; } = new HashSet<string>();

    /// <summary>Names of the policies that the host knows; null where nobody is asked for any.</summary>
    public IReadOnlySet<string>? Policies { get; init; }

    public ParserOptions Parser { get; init; } = ParserOptions.Default;

    public ValidationOptions Validation { get; init; } = ValidationOptions.Default;

    /// <summary>What refuses a client's document.</summary>
    public DocumentLimits Limits { get; init; } = DocumentLimits.None;

    /// <summary>Limits that only count; null where all refuse.</summary>
    public WatchedLimits? Watched { get; init; }

    public CostOptions Cost { get; init; } = CostOptions.Default;
}
