using Gateway.Common.Policies.Identity;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>Browser sessions: the cookie says who, the anti-forgery header that the host's own pages ask.</summary>
internal sealed class SessionAuthenticator(
    SessionAccess sessions, string ownOrigin, IReadOnlyList<string> otherOrigins, bool allowsUploads)
    : ICallerAuthenticator
{
    /// <summary>A browser would open a dialog for any challenge; pages go to the login themselves.</summary>
    public string? Challenge => null;

    public async ValueTask<AuthenticationResult> AuthenticateAsync(HttpContext context, RequestContext request)
    {
        var cookie = context.Request.Cookies[SessionCookie.Session.Name];
        var (session, failure) = await sessions.GetAsync(cookie, context.RequestAborted).ConfigureAwait(false);
        if (session is null)
        {
            return failure!;
        }

        var headers = context.Request.Headers;
        var origin = new RequestOrigin(
            context.Request.Method,
            headers[AntiForgery.HeaderName],
            headers.ContentType,
            headers.Origin is [var only] ? only : headers.Origin.Count == 0 ? null : "",
            headers["Sec-Fetch-Site"] is [var site] ? site : null);
        if (AntiForgery.Check(origin, ownOrigin, otherOrigins, allowsUploads) is { } forged)
        {
            return forged;
        }

        request.SourceAuthorization = $"Bearer {session.Tokens.AccessToken}";
        context.Features.Set(session);
        return session.Identity;
    }
}
