namespace Gateway.Common.Telemetry;

/// <summary>The headers by which one request is found again in the logs and traces of all that it passes.</summary>
/// <remarks>Every call to a source has them, whatever its settings say of other headers.</remarks>
internal static class TracingHeaders
{
    public const string TraceParent = "traceparent";
    public const string TraceState = "tracestate";
    public const string CorrelationId = "X-Correlation-Id";

    public static IReadOnlyList<string> All { get; } = [TraceParent, TraceState, CorrelationId];

    /// <summary>The names of a setting without those that are sent anyway.</summary>
    public static IEnumerable<string> Except(IEnumerable<string> names) =>
        names.Except(All, StringComparer.OrdinalIgnoreCase);
}
