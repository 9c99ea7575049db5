using Gateway.Common.Policies.Identity;
using Gateway.Common.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gateway.Common.Transport;

/// <summary>Which other origins' pages may call the host, <c>Gateway:Cors</c>.</summary>
internal sealed record CorsOptions
{
    public const int OriginsMax = 100;

    /// <summary>Exact origins such as <c>https://app.example</c>; none by default. There is no wildcard.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>How long browsers may keep a preflight's answer; 0 to 1 day; default 10 minutes.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        problems.RequireRange(MaxAge, TimeSpan.Zero, TimeSpan.FromDays(1), nameof(MaxAge));
        problems.Require(
            Origins.Count <= OriginsMax, nameof(Origins), $"More than {OriginsMax} origins.", "List fewer.");
        for (var index = 0; index < Origins.Count; index++)
        {
            problems.Require(
                IsOrigin(Origins[index]), $"{nameof(Origins)}:{index}", "Not an exact origin.",
                "Write scheme, host and port as browsers send them, such as https://app.example.");
        }

        return problems.All;
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.GetLeftPart(UriPartial.Authority) == text;
}

/// <summary>Cross-origin resource sharing with the configured origins, compared exactly.</summary>
/// <remarks>
/// Only endpoints for callers take part. Where the credential is a cookie, browsers are let send it.
/// Source: the Fetch standard, "CORS protocol".
/// </remarks>
internal sealed class CorsPolicy(CorsOptions options, bool allowsCredentials)
{
    private const string AllowedHeaders =
        "Content-Type, Authorization, X-Correlation-Id, GraphQL-Require-Preflight, Apollo-Require-Preflight, "
        + "traceparent, tracestate, " + AntiForgery.HeaderName;

    private const string ExposedHeaders = "X-Correlation-Id, RateLimit, RateLimit-Policy, Retry-After";
    private const string AllMethods = "GET, HEAD, POST, PUT, PATCH, DELETE";

    private readonly StringValues _maxAge = ((int)options.MaxAge.TotalSeconds).ToString(
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Sets what the answer says to the calling page.</summary>
    /// <returns>True when the request is a preflight, which is answered by this.</returns>
    public bool Apply(HttpContext context, EndpointAccess access)
    {
        if (options.Origins.Count == 0 || !access.NeedsCaller)
        {
            return false;
        }

        var (request, response) = (context.Request, context.Response);
        response.Headers.Append("Vary", "Origin");
        if (request.Headers.Origin is not [{ } origin] || !IsAllowed(origin))
        {
            return false;
        }

        response.Headers.AccessControlAllowOrigin = origin;
        if (allowsCredentials)
        {
            response.Headers.AccessControlAllowCredentials = "true";
        }

        if (!HttpMethods.IsOptions(request.Method) || request.Headers.AccessControlRequestMethod.Count != 1)
        {
            response.Headers.AccessControlExposeHeaders = ExposedHeaders;
            return false;
        }

        response.Headers.AccessControlAllowMethods = access.Methods is null ? AllMethods : access.Allow;
        response.Headers.AccessControlAllowHeaders = AllowedHeaders;
        response.Headers.AccessControlMaxAge = _maxAge;
        response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    private bool IsAllowed(string origin)
    {
        foreach (var allowed in options.Origins)
        {
            if (string.Equals(allowed, origin, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
