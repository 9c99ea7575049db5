namespace Gateway.Common.Transport;

/// <summary>How REST endpoints are spoken over HTTP.</summary>
internal sealed record RestHttpOptions
{
    /// <summary>Bytes of a body before and after decompression; default 256 KiB.</summary>
    public int BodyBytesMax { get; init; } = 256 * 1024;

    /// <summary>Bytes that may come of one compressed byte; default 20.</summary>
    public int DecompressionRatioMax { get; init; } = 20;

    /// <summary>Time of one request; default 10 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the contract and its page are for authenticated callers only; default false.</summary>
    public bool ProtectsDocs { get; init; }
}
