using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Authorization;
using Gateway.Common.Policies.Caching;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.RateLimiting;
using Gateway.Common.Transport;

namespace Gateway.Common.Configuration;

/// <summary>Who is served.</summary>
internal enum AccessMode
{
    /// <summary>Callers with a credential.</summary>
    Guarded,

    /// <summary>Everybody, without client limits; Development only.</summary>
    Open,
}

/// <summary>Which HTTP status codes GraphQL answers have.</summary>
/// <remarks>Source: GraphQL over HTTP.</remarks>
internal enum StatusProfile
{
    /// <summary>200 and 400.</summary>
    Stable,

    /// <summary>294 for partial success, 422 for what does not validate.</summary>
    Draft,
}

/// <summary>All settings of a host: bound, valid, immutable.</summary>
internal sealed record GatewayOptions
{
    public const string Section = "Gateway";

    public required HostProfile Profile { get; init; }

    public bool IsDevelopment { get; init; }

    public AccessMode Access { get; init; } = AccessMode.Guarded;

    /// <summary>Full path of a ready supergraph; null to compose the sources.</summary>
    public string? SupergraphFile { get; init; }

    public IReadOnlyList<SourceOptions> Sources { get; init; } = [];

    /// <summary>Full path of the folder of trusted documents; it may be absent.</summary>
    public required string Operations { get; init; }

    /// <summary>Whether clients may send documents of their own.</summary>
    public bool FreeForm { get; init; }

    public bool Introspection { get; init; }

    public StatusProfile StatusProfile { get; init; } = StatusProfile.Stable;

    /// <summary>Time of one request, all its calls included; 100 ms to 5 min; default 10 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Used by the Mobile profile.</summary>
    public JwtOptions Identity { get; init; } = new();

    /// <summary>Used by the Web profile.</summary>
    public OidcOptions Login { get; init; } = new();

    /// <summary>Used by the Web profile.</summary>
    public SessionOptions Session { get; init; } = new();

    /// <summary>Used by the Partner profile.</summary>
    public ApiKeyOptions ApiKeys { get; init; } = new();

    /// <summary>Labels of progressive overrides that are on, besides shares; at most 1,000; default none.</summary>
    public IReadOnlyList<string> OverrideLabels { get; init; } = [];

    /// <summary>What <c>@policy</c> names.</summary>
    public IReadOnlyDictionary<string, AccessPolicyOptions> Policies { get; init; } =
        new Dictionary<string, AccessPolicyOptions>();

    /// <summary>Not used by open access.</summary>
    public RateLimitOptions RateLimit { get; init; } = new();

    public CacheOptions Cache { get; init; } = new();

    public LimitsOptions Limits { get; init; } = new();

    public OperationCacheOptions OperationCache { get; init; } = new();

    public PersistedQueriesOptions PersistedQueries { get; init; } = new();

    /// <summary>Requests that an array may hold; 0 to 100; default 0, which refuses arrays.</summary>
    public int BatchRequestsMax { get; init; }

    /// <summary>Bytes that may come of one compressed byte of a body; 2 to 1,000; default 20.</summary>
    public int DecompressionRatioMax { get; init; } = 20;

    public UploadOptions Uploads { get; init; } = new();

    public CompressionOptions Compression { get; init; } = new();

    /// <summary>Used by the Web and Mobile profiles.</summary>
    public CorsOptions Cors { get; init; } = new();

    public IReadOnlyList<ProxyOptions> Proxies { get; init; } = [];

    public bool IsOpen => Access == AccessMode.Open;
}
