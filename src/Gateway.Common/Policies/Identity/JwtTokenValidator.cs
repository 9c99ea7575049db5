namespace Gateway.Common.Policies.Identity;

/// <summary>Says who a bearer token stands for, or why it is refused.</summary>
/// <remarks>
/// Order: form, issuer, audience, type, times, then the signature, so that junk costs no cryptography and no fetch.
/// A token that was accepted is remembered, by hash, for at most a minute and never past its end: on the warm path a
/// validation is one SHA-256 and a look-up. Revoking a signing key therefore takes up to a minute to bite.
/// Source: RFC 8725, RFC 9068 §4.
/// </remarks>
internal sealed class JwtTokenValidator(JwtOptions options, IssuerMetadataSource issuer, TimeProvider time)
{
    private static readonly AuthenticationFailure Missing = new(AuthenticationCodes.TokenMissing, "No bearer token.");

    private readonly AcceptedTokens _accepted = new(time);

    /// <summary>Judges the value of an <c>Authorization</c> field.</summary>
    public ValueTask<AuthenticationResult> ValidateHeaderAsync(
        string? authorization, CancellationToken cancellationToken)
    {
        const string Scheme = "Bearer ";
        return authorization is not null && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? ValidateAsync(authorization[Scheme.Length..].Trim(' '), cancellationToken)
            : ValueTask.FromResult<AuthenticationResult>(Missing);
    }

    /// <summary>Judges a token.</summary>
    public ValueTask<AuthenticationResult> ValidateAsync(string? token, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token))
        {
            return ValueTask.FromResult<AuthenticationResult>(Missing);
        }

        return token.Length <= options.TokenBytesMax && _accepted.Find(token) is { } identity
            ? ValueTask.FromResult<AuthenticationResult>(identity)
            : ValidateNewAsync(token, cancellationToken);
    }

    private async ValueTask<AuthenticationResult> ValidateNewAsync(string token, CancellationToken cancellationToken)
    {
        var screened = TokenScreen.Open(token, options.TokenBytesMax, options.Algorithms, out var failure);
        failure ??= TokenClaims.Check(screened!, options.EffectiveIssuer, options.Audience, options.ClockSkew, time);
        failure ??= CheckAccessToken(screened!);
        failure ??= await TokenSignature.CheckAsync(token, screened!, issuer, cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            return failure;
        }

        var identity = IdentityOf(screened!);
        _accepted.Add(token, identity, screened!.Date("exp")!.Value + options.ClockSkew);
        return identity;
    }

    /// <summary>An id token is about a login, not a right to call: it never passes as an access token.</summary>
    private AuthenticationFailure? CheckAccessToken(ScreenedToken token)
    {
        var isTyped = token.Type is not null
            && (token.Type.Equals("at+jwt", StringComparison.OrdinalIgnoreCase)
                || token.Type.Equals("application/at+jwt", StringComparison.OrdinalIgnoreCase));
        if (!isTyped
            && (options.RequireAccessTokenType
                || (token.Type is not null && !token.Type.Equals("JWT", StringComparison.OrdinalIgnoreCase))))
        {
            return new AuthenticationFailure(
                AuthenticationCodes.TokenInvalid, $"The type is not that of an access token.");
        }

        if (token.Claims.ContainsKey("nonce")
            || token.Claims.ContainsKey("at_hash")
            || token.Claims.ContainsKey("events"))
        {
            return new AuthenticationFailure(
                AuthenticationCodes.TokenInvalid, "An id or logout token is no access token.");
        }

        // Without iat the life is counted from now, so a token that ends far ahead is refused too.
        var lifetime = token.Date("exp") - (token.Date("iat") ?? time.GetUtcNow());
        return lifetime > options.LifetimeMax
            ? new AuthenticationFailure(AuthenticationCodes.TokenInvalid, $"Lives longer than {options.LifetimeMax}.")
            : null;
    }

    private ClientIdentity IdentityOf(ScreenedToken token) => new(
        IdentitySchemes.Bearer,
        options.EffectiveIssuer,
        token.Single("sub")!,
        token.Single("client_id") ?? token.Single("azp"),
        TokenClaims.Scopes(token),
        token.Claims);
}
