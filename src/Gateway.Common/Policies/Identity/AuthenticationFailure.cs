namespace Gateway.Common.Policies.Identity;

/// <summary>Why a credential was refused.</summary>
/// <param name="Code">One of <see cref="AuthenticationCodes"/>: all that the client learns.</param>
/// <param name="Detail">For the log only; never holds the credential.</param>
/// <param name="Status">The HTTP status to answer with.</param>
internal sealed record AuthenticationFailure(string Code, string Detail, int Status = 401);

/// <summary>Either an identity or a failure.</summary>
internal readonly record struct AuthenticationResult(ClientIdentity? Identity, AuthenticationFailure? Failure)
{
    public static implicit operator AuthenticationResult(ClientIdentity identity) => new(identity, null);

    public static implicit operator AuthenticationResult(AuthenticationFailure failure) => new(null, failure);
}

/// <summary>The stable error codes of authentication; status 401 where not said otherwise.</summary>
internal static class AuthenticationCodes
{
    public const string TokenMissing = "TOKEN_MISSING";
    public const string TokenInvalid = "TOKEN_INVALID";
    public const string TokenExpired = "TOKEN_EXPIRED";
    public const string TokenNotYetValid = "TOKEN_NOT_YET_VALID";
    public const string TokenAudience = "TOKEN_AUDIENCE";
    public const string TokenIssuer = "TOKEN_ISSUER";
    public const string TokenSignature = "TOKEN_SIGNATURE";
    public const string TokenKeyUnknown = "TOKEN_KEY_UNKNOWN";
    public const string TokenTooLarge = "TOKEN_TOO_LARGE";
    public const string ApiKeyMissing = "API_KEY_MISSING";
    public const string ApiKeyInvalid = "API_KEY_INVALID";
    public const string ApiKeyExpired = "API_KEY_EXPIRED";
    public const string ApiKeyInUrl = "API_KEY_IN_URL";
    public const string SessionMissing = "SESSION_MISSING";
    public const string SessionExpired = "SESSION_EXPIRED";
    public const string LoginInvalid = "LOGIN_INVALID";
    public const string LoginDenied = "LOGIN_DENIED";
    public const string ReturnUrlInvalid = "RETURN_URL_INVALID";
    public const string AntiForgery = "ANTI_FORGERY";

    /// <summary>Status 503: the issuer's keys or endpoints cannot be had; the credential was not judged.</summary>
    public const string IdentityUnavailable = "IDENTITY_UNAVAILABLE";
}
