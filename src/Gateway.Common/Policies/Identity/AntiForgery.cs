namespace Gateway.Common.Policies.Identity;

/// <summary>What a request says about where it comes from; absent fields are null.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Header">Value of <see cref="AntiForgery.HeaderName"/>.</param>
/// <param name="ContentType">The <c>Content-Type</c> field.</param>
/// <param name="Origin">The <c>Origin</c> field.</param>
/// <param name="FetchSite">The <c>Sec-Fetch-Site</c> field.</param>
internal readonly record struct RequestOrigin(
    string Method, string? Header, string? ContentType, string? Origin, string? FetchSite);

/// <summary>Whether a call that carries a session cookie was made by this host's own pages.</summary>
/// <remarks>
/// Three fences, all of which must hold: a header that no form and no cross-origin script can send without a preflight;
/// <c>Origin</c> and <c>Sec-Fetch-Site</c>, where sent, that name this very origin; a content type that no form can
/// send.
/// Source: OWASP CSRF prevention; Fetch Metadata; the Fetch standard's list of safelisted content types.
/// </remarks>
internal static class AntiForgery
{
    public const string HeaderName = "X-CSRF";
    public const string HeaderValue = "1";

    private const int Forbidden = 403;

    private const string Multipart = "multipart/form-data";

    private static readonly string[] FormTypes = ["text/plain", "application/x-www-form-urlencoded", Multipart];

    /// <summary>Null when allowed.</summary>
    /// <param name="request">What the request says.</param>
    /// <param name="ownOrigin">This host's origin, such as <c>https://shop.example</c>, from settings.</param>
    /// <param name="otherOrigins">Origins that settings let call as the host's own pages do.</param>
    /// <param name="allowsMultipart">Whether a form with files may come; the other two fences hold for it too.</param>
    public static AuthenticationFailure? Check(
        in RequestOrigin request,
        string ownOrigin,
        IReadOnlyList<string>? otherOrigins = null,
        bool allowsMultipart = false)
    {
        if (request.Header != HeaderValue)
        {
            return Refuse($"The header {HeaderName}: {HeaderValue} is missing.");
        }

        var isListed = request.Origin is { } origin && otherOrigins?.Contains(origin, StringComparer.Ordinal) is true;
        if (!isListed && request.FetchSite is not (null or "same-origin"))
        {
            return Refuse("Sec-Fetch-Site is not same-origin.");
        }

        if (!isListed && request.Origin is not null
            && !string.Equals(request.Origin, ownOrigin, StringComparison.Ordinal))
        {
            return Refuse("The origin is another one.");
        }

        return HasBody(request.Method) && IsFormType(request.ContentType, allowsMultipart)
            ? Refuse("The content type is one that forms can send, or none.")
            : null;
    }

    private static bool HasBody(string method) => method is not ("GET" or "HEAD" or "OPTIONS" or "DELETE");

    private static bool IsFormType(string? contentType, bool allowsMultipart)
    {
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        type = (end < 0 ? type : type[..end]).Trim();
        if (type.IsEmpty)
        {
            return true;
        }

        foreach (var form in FormTypes)
        {
            if (type.Equals(form, StringComparison.OrdinalIgnoreCase))
            {
                return form != Multipart || !allowsMultipart;
            }
        }

        return false;
    }

    private static AuthenticationFailure Refuse(string detail) =>
        new(AuthenticationCodes.AntiForgery, detail, Forbidden);
}
