namespace Gateway.Common.Policies.Identity;

/// <summary>From a cookie's value to a session whose access token is still good.</summary>
internal sealed class SessionAccess(
    SessionOptions options, SessionStore sessions, OidcTokenEndpoint endpoint, TimeProvider time)
{
    /// <summary>So that an issuer in trouble is not asked by every request while the old token is still good.</summary>
    public static readonly TimeSpan FailedRefreshPause = TimeSpan.FromSeconds(5);

    private static readonly AuthenticationFailure Missing =
        new(AuthenticationCodes.SessionMissing, "No session cookie.");

    private static readonly AuthenticationFailure Expired =
        new(AuthenticationCodes.SessionExpired, "The session is unknown or over.");

    private static readonly AuthenticationFailure Unavailable =
        new(AuthenticationCodes.IdentityUnavailable, "The access token ended and the issuer cannot be reached.", 503);

    /// <summary>The session, with tokens renewed if they are about to end.</summary>
    /// <remarks>
    /// While the issuer cannot be reached the old token serves to its end; when it says no, the session is over.
    /// </remarks>
    /// <param name="cookie">The value of <see cref="SessionCookie.Session"/>.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public ValueTask<(Session? Session, AuthenticationFailure? Failure)> GetAsync(
        string? cookie, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(cookie))
        {
            return new((null, Missing));
        }

        if (sessions.Find(cookie) is not { } session)
        {
            return new((null, Expired));
        }

        var tokens = session.Tokens;
        var now = time.GetUtcNow();
        var isGood = tokens.ExpiresAt > now
            && (tokens.ExpiresAt - options.RefreshBefore > now || session.RefreshNotBefore > now);
        return isGood
            ? new((session, null))
            : RenewAsync(cookie, session, tokens, cancellationToken);
    }

    private async ValueTask<(Session? Session, AuthenticationFailure? Failure)> RenewAsync(
        string cookie, Session session, SessionTokens tokens, CancellationToken cancellationToken)
    {
        var outcome = tokens.RefreshToken is null
            ? new RefreshOutcome(null, IsFinal: true)
            : await session.RefreshAsync(tokens, AskIssuerAsync, cancellationToken).ConfigureAwait(false);
        if (outcome.Tokens is null)
        {
            session.RefreshNotBefore = time.GetUtcNow() + FailedRefreshPause;
        }

        if (outcome.Tokens is not null || session.Tokens.ExpiresAt > time.GetUtcNow())
        {
            return (session, null);
        }

        if (outcome.IsFinal)
        {
            sessions.Revoke(cookie);
            return (null, Expired);
        }

        return (null, Unavailable);
    }

    private async Task<RefreshOutcome> AskIssuerAsync(SessionTokens old)
    {
        var (tokens, refusal) = await endpoint.RefreshAsync(old.RefreshToken!, CancellationToken.None)
            .ConfigureAwait(false);
        return tokens is null
            ? new RefreshOutcome(null, refusal!.IsFinal)
            : new RefreshOutcome(
                new SessionTokens(
                    tokens.AccessToken,
                    tokens.RefreshToken ?? old.RefreshToken,
                    tokens.IdToken ?? old.IdToken,
                    time.GetUtcNow() + tokens.Lifetime),
                IsFinal: false);
    }
}
