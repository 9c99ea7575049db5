using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Common.Policies.Identity;

/// <summary>Checks a screened token's signature with the issuer's key of its <c>kid</c>.</summary>
internal static class TokenSignature
{
    private static readonly JsonWebTokenHandler Handler = new();

    /// <summary>Null when the signature is right.</summary>
    public static async ValueTask<AuthenticationFailure?> CheckAsync(
        string token, ScreenedToken screened, IssuerMetadataSource issuer, CancellationToken cancellationToken)
    {
        IssuerKey? key;
        try
        {
            var metadata = await issuer.GetAsync(cancellationToken).ConfigureAwait(false);
            if (!metadata.Keys.TryGetValue(screened.KeyId, out key))
            {
                metadata = await issuer.RefreshAsync(cancellationToken).ConfigureAwait(false);
                metadata.Keys.TryGetValue(screened.KeyId, out key);
            }
        }
        catch (IssuerUnavailableException exception)
        {
            return new AuthenticationFailure(AuthenticationCodes.IdentityUnavailable, exception.Message, 503);
        }

        if (key is null)
        {
            return new AuthenticationFailure(AuthenticationCodes.TokenKeyUnknown, "The issuer has no key of this id.");
        }

        return key.Allows(screened.Algorithm) && IsRight(token, screened.Algorithm, key.Key)
            ? null
            : new AuthenticationFailure(AuthenticationCodes.TokenSignature, "The signature is wrong.");
    }

    /// <summary>Only the signature: issuer, audience and times are checked on the screened claims.</summary>
    private static bool IsRight(string token, string algorithm, SecurityKey key) => Handler.ValidateToken(
        token,
        new TokenValidationParameters
        {
            IssuerSigningKey = key,
            ValidAlgorithms = [algorithm],
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        }).IsValid;
}
