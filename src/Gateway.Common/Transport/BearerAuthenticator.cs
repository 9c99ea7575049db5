using Gateway.Common.Policies.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>Bearer tokens, by ASP.NET Core's scheme of that name.</summary>
internal sealed class BearerAuthenticator : ICallerAuthenticator
{
    private static readonly AuthenticationFailure Missing =
        new(AuthenticationCodes.TokenMissing, "No bearer token.");

    /// <remarks>Source: RFC 6750 §3.</remarks>
    public string Challenge => "Bearer";

    public async ValueTask<AuthenticationResult> AuthenticateAsync(HttpContext context, RequestContext request)
    {
        var result = await context.AuthenticateAsync(IdentitySchemes.Bearer).ConfigureAwait(false);
        if (result.Principal?.Identity is GatewayClaimsIdentity identity)
        {
            return identity.Client;
        }

        return (result.Failure as AuthenticationRejectedException)?.Failure ?? Missing;
    }
}
