using System.Diagnostics.Metrics;
using Gateway.Common.Configuration;
using Gateway.Common.Hosting;
using Gateway.Common.Pipeline;
using Gateway.Common.Telemetry;
using Gateway.Common.Tests.Execution;
using Gateway.Common.Validation;
using Gateway.Testing;

namespace Gateway.Common.Tests.Pipeline;

/// <summary>A gateway with the limits of settings, as a host makes it, and what its meter counted.</summary>
internal sealed class LimitGateway : IDisposable
{
    private const string Sdl = """
        directive @mark(n: Int) repeatable on FIELD | INLINE_FRAGMENT | FRAGMENT_SPREAD
        scalar Any
        type Query {
          s: String
          q: Query
          any(value: Any): String
          list(first: Int): [Query] @listSize(slicingArguments: ["first"])
        }
        """;

    private readonly Meter _meter = new(MeterNames.Meter);
    private readonly MeterListener _listener = new();
    private readonly Dictionary<(string Code, string Outcome), long> _counts = [];

    public LimitGateway(LimitsOptions limits, bool introspection = false, bool isDevelopment = false, string sdl = Sdl)
    {
        Gateway = new StubGateway(("s", sdl));
        Gateway["s"].Answer = static _ => """{"data":{}}""";
        Log = new LineLogger();
        var preparer = new OperationPreparer(
            Gateway.Supergraph,
            Gateway.Sources,
            HostLimits.Parser(limits.Admitted),
            new ValidationOptions
            {
                ErrorsMax = limits.ErrorsMax,
                WorkMax = limits.ValidationWorkMax,
                Introspection = introspection,
                Suggestions = isDevelopment,
            },
            HostLimits.Document(limits.Admitted),
            HostLimits.Watched(limits),
            new CostOptions { ListSizeAssumed = limits.ListSizeAssumed });
        Gateway.Snapshot = new GatewaySnapshot(
            Gateway.Supergraph, Gateway.Sources, TrustedDocuments.None, new OperationCache(preparer));
        Gateway.Parts = Gateway.Parts with
        {
            VariableLimits = HostLimits.Variables(limits.Admitted),
            WatchedVariables = limits.Warns ? HostLimits.Variables(limits) : null,
            Cost = HostLimits.Cost(limits, isDevelopment),
            Ledger = new LimitLedger(_meter, Log),
            MasksRefusals = !isDevelopment,
            Logger = Log,
        };
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.Start();
    }

    public StubGateway Gateway { get; }

    public LineLogger Log { get; }

    /// <summary><c>CODE outcome count</c>, in order of the code.</summary>
    public IEnumerable<string> Counted =>
        _counts.Select(static entry => $"{entry.Key.Code} {entry.Key.Outcome} {entry.Value}").Order();

    public long Total(string outcome) => _counts.Where(entry => entry.Key.Outcome == outcome).Sum(entry => entry.Value);

    public static GatewayRequest Request(string document, string variables = "") =>
        StubGateway.Request(document, variables);

    public ValueTask<GatewayReply> SendAsync(string document, string variables = "") =>
        Gateway.SendAsync(StubGateway.Request(document, variables));

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    private void Count(
        Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var key = ((string)tags[0].Value!, (string)tags[1].Value!);
        _counts[key] = _counts.GetValueOrDefault(key) + value;
    }
}
