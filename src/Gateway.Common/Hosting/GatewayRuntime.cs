using System.Diagnostics.Metrics;
using Gateway.Common.Configuration;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Caching;
using Gateway.Common.Policies.RateLimiting;
using Gateway.Common.Telemetry;
using Gateway.Common.Transport;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Hosting;

/// <summary>All that a running host consists of, made once.</summary>
internal sealed class GatewayRuntime(
    GatewayOptions options, HostIdentity identity, GatewaySnapshot snapshot, TimeProvider time, ILoggerFactory loggers)
    : IDisposable
{
    private const string LimiterName = "client";
    private const string FailureLimiterName = "address";

    private readonly RateLimiter? _limiter =
        options.IsOpen ? null : new RateLimiter(LimiterName, options.RateLimit.ToPolicy(), time);

    private readonly ILogger _logger = loggers.CreateLogger("Gateway");
    private readonly Meter _meter = new(MeterNames.Meter);
    private LimitLedger? _ledger;
    private GatewaySnapshot? _snapshot = snapshot;
    private RequestPipeline? _pipeline;
    private ReplyWriter? _writer;

    public GatewayOptions Options => options;

    public HostIdentity Identity => identity;

    public TimeProvider Time => time;

    public RateLimiter? Limiter => _limiter;

    /// <summary>What serves now; null once the host is over.</summary>
    public GatewaySnapshot? Current => Volatile.Read(ref _snapshot);

    /// <summary>Counts passed limits, those of bodies too.</summary>
    public LimitLedger Ledger => _ledger ??= new LimitLedger(_meter, _logger);

    public RequestGuard Guard => new(
        identity.Authenticator,
        options.IsOpen
            ? null
            : new FailureLimit(new RateLimiter(FailureLimiterName, options.RateLimit.ToFailurePolicy(), time)),
        new CorsPolicy(options.Cors, allowsCredentials: options.Profile == HostProfile.Web && !options.IsOpen),
        _logger);

    public ReplyWriter Writer => _writer ??=
        new ReplyWriter(options.StatusProfile == StatusProfile.Draft, _limiter, options.Compression);

    public RequestPipeline Pipeline => _pipeline ??= new RequestPipeline(
        PipelineStages.For(new PipelineParts
        {
            AllowsAnonymous = options.IsOpen,
            AllowsFreeForm = options.FreeForm,
            Policies = options.Policies,
            PersistedQueries =
                options.PersistedQueries.IsEnabled ? new PersistedQueries(options.PersistedQueries, time) : null,
            Limiter = _limiter,
            Cache = new ResponseCache(options.Cache, time),
            VariableLimits = HostLimits.Variables(options.Limits.Admitted),
            WatchedVariables = options.Limits.Warns ? HostLimits.Variables(options.Limits) : null,
            Cost = HostLimits.Cost(options.Limits, options.IsDevelopment),
            Ledger = Ledger,
            MasksRefusals = !options.IsDevelopment,
            Logger = _logger,
        }),
        () => Current);

    public GraphQLEndpoint GraphQL => new(
        Pipeline,
        new GraphQLHttpOptions
        {
            BodyBytesMax = options.Limits.Admitted.BodyBytesMax,
            BodyBytesWatched = options.Limits.BodyBytesMax,
            Ledger = Ledger,
            DecompressionRatioMax = options.DecompressionRatioMax,
            BatchRequestsMax = options.BatchRequestsMax,
            Uploads = options.Uploads,
            Deadline = options.Deadline,
            AllowsQueryInUrl = options.IsOpen,
        },
        Writer,
        time);

    /// <summary>Partners have REST; everybody else, and everybody on an open host, has GraphQL.</summary>
    public bool ServesGraphQL => options.IsOpen || options.Profile != HostProfile.Partner;

    /// <summary>Why the host is not ready; null when it is.</summary>
    public ValueTask<string?> FindObstacleAsync(CancellationToken cancellationToken) =>
        Current is null ? new(RequestErrorCodes.NotReady) : identity.FindObstacleAsync(cancellationToken);

    public void Dispose()
    {
        Interlocked.Exchange(ref _snapshot, null)?.Retire();
        identity.Dispose();
        _meter.Dispose();
    }
}
