using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Common.Policies.Identity;

/// <summary>
/// A begun login: send the browser to <paramref name="RedirectUrl"/> and set <see cref="SessionCookie.Login"/>.
/// </summary>
internal sealed record LoginStart(string RedirectUrl, string LoginCookie);

/// <summary>
/// A completed login: set <see cref="SessionCookie.Session"/> to <paramref name="SessionId"/>, remove
/// <see cref="SessionCookie.Login"/>, redirect to <paramref name="ReturnUrl"/>.
/// </summary>
internal sealed record LoginEnd(string SessionId, Session Session, string ReturnUrl);

/// <summary>Login and logout of browsers by OpenID Connect: authorization code, PKCE, state, nonce.</summary>
/// <remarks>
/// Errors: as data; a status of 400 for what a browser or attacker sent, 401 for what the issuer refused, 503 when it
/// cannot be reached. Source: OpenID Connect Core §3.1; RFC 7636; RFC 9700 §2.1, §4.4; RFC 9207.
/// </remarks>
internal sealed class LoginFlow(
    OidcOptions options,
    IssuerMetadataSource issuer,
    OidcTokenEndpoint endpoint,
    SessionStore sessions,
    TimeProvider time)
{
    private const int BadRequest = 400;
    private const int ParameterLengthMax = 4_096;
    private const int IdTokenBytesMax = 16 * 1024;

    private readonly PendingLogins _pending = new(options.PendingLoginsMax, time);

    /// <summary>Begins a login.</summary>
    /// <param name="returnUrl">A local path; null for <c>/</c>.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async ValueTask<(LoginStart? Start, AuthenticationFailure? Failure)> BeginAsync(
        string? returnUrl, CancellationToken cancellationToken)
    {
        returnUrl ??= "/";
        if (!ReturnUrl.IsLocal(returnUrl))
        {
            return (null, new(AuthenticationCodes.ReturnUrlInvalid, "The return address is not local.", BadRequest));
        }

        Uri? authorization;
        try
        {
            authorization = (await issuer.GetAsync(cancellationToken).ConfigureAwait(false)).AuthorizationEndpoint;
        }
        catch (IssuerUnavailableException exception)
        {
            return (null, Unavailable(exception.Message));
        }

        if (authorization is null)
        {
            return (null, Unavailable("The issuer has no authorization endpoint."));
        }

        string state = CredentialHash.NewSecret(), nonce = CredentialHash.NewSecret();
        string verifier = CredentialHash.NewSecret(), cookie = CredentialHash.NewSecret();
        var endsAt = time.GetUtcNow() + options.LoginTimeout;
        _pending.Add(state, new PendingLogin(CredentialHash.Of(cookie), nonce, verifier, returnUrl, endsAt));
        return (new LoginStart(AuthorizationUrl(authorization, state, nonce, verifier), cookie), null);
    }

    /// <summary>Completes a login.</summary>
    /// <param name="query">The callback's parameters, in order, undone of escapes.</param>
    /// <param name="loginCookie">The value of <see cref="SessionCookie.Login"/>.</param>
    /// <param name="sessionCookie">
    /// The value of an older <see cref="SessionCookie.Session"/>: that session ends.
    /// </param>
    /// <param name="cancellationToken">The caller's.</param>
    public async ValueTask<(LoginEnd? End, AuthenticationFailure? Failure)> CompleteAsync(
        IReadOnlyList<KeyValuePair<string, string>> query,
        string? loginCookie,
        string? sessionCookie,
        CancellationToken cancellationToken)
    {
        if (ReadCallback(query) is not { } callback)
        {
            return (null, Invalid("The callback's parameters are missing, too long or there twice."));
        }

        if (_pending.Take(callback.State) is not { } pending)
        {
            return (null, Invalid("The state is unknown, used before or too old."));
        }

        // Hashes of equal secrets: comparing them tells nothing about the secrets.
        if (loginCookie is null || CredentialHash.Of(loginCookie) != pending.Cookie)
        {
            return (null, Invalid("Another browser began this login."));
        }

        if (callback.Issuer is not null && callback.Issuer != options.EffectiveIssuer)
        {
            return (null, Invalid("The answer comes from another issuer."));
        }

        if (callback.Code is null)
        {
            return (null, new(AuthenticationCodes.LoginDenied, $"The issuer answered '{callback.Error}'."));
        }

        var (tokens, refusal) = await endpoint.ExchangeAsync(callback.Code, pending.Verifier, cancellationToken)
            .ConfigureAwait(false);
        if (tokens is null)
        {
            return (null, refusal!.IsFinal
                ? new(AuthenticationCodes.LoginDenied, $"The code was refused: {refusal.Error}.")
                : Unavailable(refusal.Error));
        }

        var (identity, failure) = await ReadIdTokenAsync(tokens, pending.Nonce, cancellationToken)
            .ConfigureAwait(false);
        if (identity is null)
        {
            return (null, failure);
        }

        sessions.Revoke(sessionCookie);
        var (id, session) = sessions.Create(identity, new SessionTokens(
            tokens.AccessToken, tokens.RefreshToken, tokens.IdToken!, time.GetUtcNow() + tokens.Lifetime));
        return (new LoginEnd(id, session, pending.ReturnUrl), null);
    }

    /// <summary>Ends a session: remove its cookie and redirect to the returned address.</summary>
    /// <param name="sessionCookie">The value of <see cref="SessionCookie.Session"/>.</param>
    /// <param name="logoutId">The session's <see cref="Session.LogoutId"/>, from the logout link.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async ValueTask<(string? RedirectUrl, AuthenticationFailure? Failure)> LogoutAsync(
        string? sessionCookie, string? logoutId, CancellationToken cancellationToken)
    {
        if (sessions.Find(sessionCookie) is not { } session)
        {
            return (options.LoggedOutPath, null);
        }

        if (logoutId is null || CredentialHash.Of(logoutId) != CredentialHash.Of(session.LogoutId))
        {
            return (null, new(AuthenticationCodes.AntiForgery, "The logout link is not this session's.", BadRequest));
        }

        sessions.Revoke(sessionCookie);
        try
        {
            var metadata = await issuer.GetAsync(cancellationToken).ConfigureAwait(false);
            if (metadata.EndSessionEndpoint is { } endSession)
            {
                // No id_token_hint: a token in an address is a token in the browser. The client's id says as much.
                return (WithQuery(endSession, [
                    ("client_id", options.ClientId),
                    ("post_logout_redirect_uri", options.PublicOrigin + options.LoggedOutPath)]), null);
            }
        }
        catch (IssuerUnavailableException)
        {
            // The session here is over all the same.
        }

        return (options.LoggedOutPath, null);
    }

    private string AuthorizationUrl(Uri endpointAddress, string state, string nonce, string verifier)
    {
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        return WithQuery(endpointAddress, [
            ("response_type", "code"),
            ("client_id", options.ClientId),
            ("redirect_uri", options.RedirectUri),
            ("scope", string.Join(' ', options.Scopes)),
            ("state", state),
            ("nonce", nonce),
            ("code_challenge", challenge),
            ("code_challenge_method", "S256")]);
    }

    private async ValueTask<(ClientIdentity? Identity, AuthenticationFailure? Failure)> ReadIdTokenAsync(
        TokenResponse tokens, string nonce, CancellationToken cancellationToken)
    {
        if (tokens.IdToken is null)
        {
            return (null, new(AuthenticationCodes.LoginDenied, "The issuer sent no id token."));
        }

        var token = TokenScreen.Open(tokens.IdToken, IdTokenBytesMax, options.Algorithms, out var failure);
        failure ??= TokenClaims.Check(token!, options.EffectiveIssuer, options.ClientId, options.ClockSkew, time);
        failure ??= CheckIdToken(token!, nonce);
        failure ??= await TokenSignature.CheckAsync(tokens.IdToken, token!, issuer, cancellationToken)
            .ConfigureAwait(false);
        if (failure is not null)
        {
            return (null, failure);
        }

        var scopes = (tokens.Scope ?? string.Join(' ', options.Scopes))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (
            new ClientIdentity(
                IdentitySchemes.Session,
                options.EffectiveIssuer,
                token!.Single("sub")!,
                options.ClientId,
                scopes,
                token.Claims),
            null);
    }

    /// <summary>
    /// OpenID Connect Core §3.1.3.7, points 4, 5 and 11; an access token never passes as an id token.
    /// </summary>
    private AuthenticationFailure? CheckIdToken(ScreenedToken token, string nonce)
    {
        var isFitting = token.Single("nonce") == nonce
            && (token.Claims["aud"].Count == 1 || token.Single("azp") == options.ClientId)
            && (token.Single("azp") is null || token.Single("azp") == options.ClientId)
            && (token.Type is null || token.Type.Equals("JWT", StringComparison.OrdinalIgnoreCase));
        return isFitting
            ? null
            : new(AuthenticationCodes.LoginInvalid, "The id token's nonce, party or type is wrong.", BadRequest);
    }

    private static Callback? ReadCallback(IReadOnlyList<KeyValuePair<string, string>> query)
    {
        string? state = null, code = null, error = null, issuerName = null;
        foreach (var (name, value) in query)
        {
            ref var target = ref error;
            switch (name)
            {
                case "state": target = ref state; break;
                case "code": target = ref code; break;
                case "iss": target = ref issuerName; break;
                case "error": break;
                default: continue;
            }

            if (target is not null || value.Length is 0 or > ParameterLengthMax)
            {
                return null;
            }

            target = value;
        }

        return state is null || code is null == error is null ? null : new Callback(state, code, error, issuerName);
    }

    private static string WithQuery(Uri address, ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var url = new StringBuilder(address.AbsoluteUri);
        var separator = address.Query.Length > 0 ? '&' : '?';
        foreach (var (name, value) in parameters)
        {
            url.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return url.ToString();
    }

    private static AuthenticationFailure Invalid(string detail) =>
        new(AuthenticationCodes.LoginInvalid, detail, BadRequest);

    private static AuthenticationFailure Unavailable(string detail) =>
        new(AuthenticationCodes.IdentityUnavailable, detail, 503);

    private sealed record Callback(string State, string? Code, string? Error, string? Issuer);
}
