namespace Gateway.Common.Policies.Identity;

/// <summary>The claims that every accepted token must have.</summary>
internal static class TokenClaims
{
    private const int SubjectLengthMax = 255;

    /// <summary>Null when issuer, audience, subject and times are right.</summary>
    /// <remarks>Source: RFC 7519 §4.1; OpenID Connect Core §2 for the subject's length.</remarks>
    public static AuthenticationFailure? Check(
        ScreenedToken token, string issuer, string audience, TimeSpan clockSkew, TimeProvider time)
    {
        if (token.Single("iss") != issuer)
        {
            return new AuthenticationFailure(AuthenticationCodes.TokenIssuer, "Another issuer than configured.");
        }

        if (!token.Claims.TryGetValue("aud", out var audiences)
            || !audiences.Contains(audience, StringComparer.Ordinal))
        {
            return new AuthenticationFailure(AuthenticationCodes.TokenAudience, "Not meant for this audience.");
        }

        if (token.Single("sub") is not { Length: > 0 and <= SubjectLengthMax })
        {
            return new AuthenticationFailure(AuthenticationCodes.TokenInvalid, "The subject is missing or too long.");
        }

        return CheckTimes(token, clockSkew, time.GetUtcNow());
    }

    /// <summary>
    /// Scopes of <c>scope</c> (RFC 8693 §4.2, separated by spaces) and <c>scp</c> (an array or like scope).
    /// </summary>
    public static IEnumerable<string> Scopes(ScreenedToken token)
    {
        foreach (var claim in (ReadOnlySpan<string>)["scope", "scp"])
        {
            if (token.Claims.TryGetValue(claim, out var values))
            {
                return values.SelectMany(value => value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return [];
    }

    private static AuthenticationFailure? CheckTimes(ScreenedToken token, TimeSpan clockSkew, DateTimeOffset now)
    {
        if (token.Date("exp") is not { } expires)
        {
            return new AuthenticationFailure(AuthenticationCodes.TokenInvalid, "The end is missing or no date.");
        }

        if (expires + clockSkew <= now)
        {
            return new AuthenticationFailure(AuthenticationCodes.TokenExpired, $"Ended at {expires:O}.");
        }

        foreach (var claim in (ReadOnlySpan<string>)["nbf", "iat"])
        {
            if (!token.Claims.ContainsKey(claim))
            {
                continue;
            }

            if (token.Date(claim) is not { } begins)
            {
                return new AuthenticationFailure(AuthenticationCodes.TokenInvalid, $"{claim} is no date.");
            }

            if (begins - clockSkew > now)
            {
                return new AuthenticationFailure(
                    AuthenticationCodes.TokenNotYetValid, $"{claim} is ahead: {begins:O}.");
            }
        }

        return null;
    }
}
