using Gateway.Common.Policies.Identity;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>What the guard found out about a request; a feature of its <see cref="HttpContext"/>.</summary>
internal sealed class RequestContext(HttpContext http, string correlationId)
{
    private const string CorrelationHeader = "X-Correlation-Id";

    public string CorrelationId { get; } = correlationId;

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

        if (name.Equals(CorrelationHeader, StringComparison.OrdinalIgnoreCase))
        {
            return CorrelationId;
        }

        // Whoever sends these says what it likes: no proxy in front is configured to be believed.
        if (name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return http.Request.Headers.TryGetValue(name, out var values) && values.Count > 0 ? values.ToString() : null;
    }
}
