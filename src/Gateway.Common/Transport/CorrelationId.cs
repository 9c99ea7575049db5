using Gateway.Common.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>The name of one request in logs and answers: the client's, else the trace's.</summary>
internal static class CorrelationId
{
    public const string HeaderName = TracingHeaders.CorrelationId;
    public const int LengthMax = 64;

    /// <summary>One value of 1 to 64 visible ASCII characters is taken over; anything else is replaced.</summary>
    public static string Of(IHeaderDictionary headers, TraceContext trace) =>
        headers.TryGetValue(HeaderName, out var values) && values is [{ Length: > 0 and <= LengthMax } given]
        && !given.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? given
            : trace.TraceId;
}
