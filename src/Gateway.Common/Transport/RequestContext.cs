using System.Diagnostics;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>What the guard found out about a request; a feature of its <see cref="HttpContext"/>.</summary>
internal sealed class RequestContext
{
    private readonly HttpContext _http;

    public RequestContext(HttpContext http)
    {
        _http = http;
        var headers = http.Request.Headers;
        var parents = headers.TraceParent;
        Trace = TraceContext.Of(
            parents.Count == 1 ? parents[0] : null, headers.TraceState.ToString(), Activity.Current);
        CorrelationId = Transport.CorrelationId.Of(headers, Trace);
    }

    /// <summary>Continued from the client's, or new.</summary>
    public TraceContext Trace { get; }

    public string CorrelationId { get; }

    public ClientIdentity Caller { get; set; } = ClientIdentity.Anonymous;

    /// <summary>Sent to sources in place of the client's Authorization: a browser session's token.</summary>
    public string? SourceAuthorization { get; set; }

    public static RequestContext Of(HttpContext http) =>
        http.Features.Get<RequestContext>()
        ?? throw new InvalidOperationException("The request did not pass the guard.");

    /// <summary>A header as sources may be sent it; null for none.</summary>
    public string? FindHeader(string name)
    {
        if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && SourceAuthorization is not null)
        {
            return SourceAuthorization;
        }

        if (FindTracing(name) is (true, var tracing))
        {
            return tracing;
        }

        // Whoever sends these says what it likes: no proxy in front is configured to be believed.
        if (name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return _http.Request.Headers.TryGetValue(name, out var values) && values.Count > 0 ? values.ToString() : null;
    }

    private (bool IsTracing, string? Value) FindTracing(string name) =>
        name.Equals(TracingHeaders.TraceParent, StringComparison.OrdinalIgnoreCase) ? (true, Trace.Parent)
        : name.Equals(TracingHeaders.TraceState, StringComparison.OrdinalIgnoreCase) ? (true, Trace.State)
        : name.Equals(TracingHeaders.CorrelationId, StringComparison.OrdinalIgnoreCase) ? (true, CorrelationId)
        : default;
}
