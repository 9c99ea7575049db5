using Gateway.Common.Policies.Resilience;

namespace Gateway.Common.Configuration;

/// <summary>What kind of contract a source has.</summary>
internal enum ContractKind
{
    GraphQL,
    OpenApi,
    Wsdl,
    Protobuf,
}

/// <summary>One source, <c>Gateway:Sources:{name}</c>.</summary>
internal sealed record SourceOptions
{
    public const int ResponseBytesMin = 1024;
    public const int ResponseBytesCeiling = 1 << 30;

    public required string Name { get; init; }

    /// <summary>Null only where the supergraph file says what the source is.</summary>
    public ContractKind? Kind { get; init; }

    /// <summary>Full path; null only beside a supergraph file.</summary>
    public string? Contract { get; init; }

    /// <summary>Full path.</summary>
    public string? Overlay { get; init; }

    /// <summary>Null only beside a supergraph file, which then names the address.</summary>
    public Uri? Url { get; init; }

    /// <summary>Headers of the client's request that are sent along; default none.</summary>
    public IReadOnlyList<string> ForwardHeaders { get; init; } = [];

    /// <summary>Bytes of one answer after decompression; 1 KiB to 1 GiB; default 16 MiB.</summary>
    public int ResponseBytesMax { get; init; } = 16 << 20;

    public ResilienceOptions Resilience { get; init; } = new();
}
