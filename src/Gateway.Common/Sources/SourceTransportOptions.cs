using Gateway.Common.Policies.Identity;

namespace Gateway.Common.Sources;

/// <summary>Where a source is and what its answers may cost.</summary>
internal sealed record SourceTransportOptions
{
    public required string Name { get; init; }

    /// <summary>Absolute http or https address; every request's target is appended to it.</summary>
    public required Uri Address { get; init; }

    /// <summary>Bytes of one answer after decompression. Default 16 MiB; 1 KiB to 1 GiB.</summary>
    public int ResponseBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Time to connect. Default 2 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Connections are closed after this long, so that changed addresses are found. Default 5 min.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(5);

    public StreamOptions Streams { get; init; } = new();

    /// <summary>Headers of the client's request that are sent along. Default none.</summary>
    public IReadOnlyList<string> ForwardedHeaders { get; init; } = [];

    /// <summary>Headers of every call, with their values. Default none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What every call shows of who calls. Default nothing.</summary>
    public SourceCredentialOptions Credentials { get; init; } = new();

    public SourceTlsOptions Tls { get; init; } = new();

    /// <summary>
    /// Bytes of answers with an entity tag that are kept to be asked for again with it; 0, the default, keeps none.
    /// </summary>
    public int RevalidationBytesMax { get; init; }
}
