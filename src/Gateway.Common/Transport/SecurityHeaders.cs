using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>What every answer says to browsers and caches; an endpoint may replace it.</summary>
/// <remarks>Source: OWASP secure headers; RFC 6797.</remarks>
internal static class SecurityHeaders
{
    private const string NoStore = "no-store";
    private const string Policy = "default-src 'none'; frame-ancestors 'none'";
    private const string TransportSecurity = "max-age=31536000; includeSubDomains";

    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = NoStore;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";

        // Browsers keep this for a whole host: never for the machine that people develop on.
        if (context.Request.IsHttps && context.Request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
        {
            headers.StrictTransportSecurity = TransportSecurity;
        }
    }
}
