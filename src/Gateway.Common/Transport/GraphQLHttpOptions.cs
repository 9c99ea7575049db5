using Gateway.Common.Pipeline;

namespace Gateway.Common.Transport;

/// <summary>How GraphQL is spoken over HTTP.</summary>
internal sealed record GraphQLHttpOptions
{
    /// <summary>Bytes of a body before and after decompression; default 256 KiB.</summary>
    public int BodyBytesMax { get; init; } = 256 * 1024;

    /// <summary>Bytes that may come of one compressed byte; default 20.</summary>
    public int DecompressionRatioMax { get; init; } = 20;

    /// <summary>Requests that an array may hold; 0, the default, refuses arrays.</summary>
    public int BatchRequestsMax { get; init; }

    /// <summary>Files sent with operations; off by default.</summary>
    public UploadOptions Uploads { get; init; } = new();

    /// <summary>Time of one request; default 10 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Bytes past which a body is counted, though it is let on; no more than <see cref="BodyBytesMax"/>.
    /// </summary>
    public int BodyBytesWatched { get; init; } = int.MaxValue;

    /// <summary>Counts bodies that pass a limit; null: nobody counts.</summary>
    public LimitLedger? Ledger { get; init; }

    /// <summary>Whether GET may carry a document's text; by id it always may. Default false.</summary>
    public bool AllowsQueryInUrl { get; init; }
}
