namespace Gateway.Common.Sources;

/// <summary>What an importer may be told beside the contract.</summary>
internal sealed record ImportOptions
{
    public static ImportOptions Default { get; } = new();

    /// <summary>Nodes that a contract may hold, each use of a YAML alias counted anew. Default 4 Mi.</summary>
    public int NodesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>Files that one contract may be split over. Default 1,000.</summary>
    public int FilesMax { get; init; } = 1_000;

    /// <summary>Types, fields, arguments and values of the schema together. Default 1 Mi.</summary>
    public int MembersMax { get; init; } = 1024 * 1024;
}
