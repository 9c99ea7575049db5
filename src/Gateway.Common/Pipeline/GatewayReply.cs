using Gateway.Common.Policies.Caching;
using Gateway.Common.Policies.RateLimiting;
using Gateway.Common.Primitives;

namespace Gateway.Common.Pipeline;

/// <summary>How a request ended, for transports to choose a status by.</summary>
internal enum ReplyKind : byte
{
    /// <summary>Executed: there is data, maybe with errors.</summary>
    Executed,

    /// <summary>
    /// Refused before execution: <see cref="GatewayReply.Code"/> and <see cref="GatewayReply.Status"/> say
    /// why.
    /// </summary>
    Refused,
}

/// <summary>
/// The answer to a request: a GraphQL response body and what headers say about it. Disposed by the
/// transport.
/// </summary>
internal sealed class GatewayReply : IDisposable
{
    private readonly PooledBytes? _pooled;

    private GatewayReply(ReplyKind kind, PooledBytes? pooled, ReadOnlyMemory<byte> body)
    {
        Kind = kind;
        _pooled = pooled;
        Body = body;
    }

    public ReplyKind Kind { get; }

    /// <summary>A whole GraphQL response; a refusal's holds <c>errors</c> alone.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Of a refusal: the HTTP status in the <c>stable</c> profile.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Of a refusal: the first error's code.</summary>
    public string? Code { get; init; }

    /// <summary>Errors in an executed answer.</summary>
    public int ErrorCount { get; init; }

    /// <summary>Set by the limit stage.</summary>
    public RateLimitDecision? RateLimit { get; set; }

    /// <summary>Set by the cost stage, in Development only.</summary>
    public double? CostEstimate { get; set; }

    /// <summary>For how long and for whom clients and caches may keep it.</summary>
    public CachePolicy CachePolicy { get; init; }

    /// <summary>Time left of a stored answer; null for one made now.</summary>
    public TimeSpan? CachedFor { get; init; }

    public static GatewayReply Executed(PooledBytes body, int errorCount, CachePolicy policy) =>
        new(ReplyKind.Executed, body, body.Memory) { ErrorCount = errorCount, CachePolicy = policy };

    public static GatewayReply Stored(CacheHit hit) => new(ReplyKind.Executed, null, hit.Response.Body)
    {
        CachePolicy = hit.Response.Policy,
        CachedFor = hit.Left,
    };

    public static GatewayReply Refused(RequestError error) =>
        new(ReplyKind.Refused, null, error.ToBody()) { Status = error.Status, Code = error.Code };

    public void Dispose() => _pooled?.Dispose();
}
