using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Common.Policies.Identity;

/// <summary>A refused token as ASP.NET Core's handlers carry it.</summary>
internal sealed class AuthenticationRejectedException(AuthenticationFailure failure) : Exception(failure.Code)
{
    public AuthenticationFailure Failure { get; } = failure;
}

/// <summary>A <see cref="ClaimsPrincipal"/>'s identity that keeps the gateway's own.</summary>
internal sealed class GatewayClaimsIdentity(ClientIdentity client)
    : ClaimsIdentity(ToClaims(client), client.Scheme, "sub", "role")
{
    public ClientIdentity Client { get; } = client;

    private static IEnumerable<Claim> ToClaims(ClientIdentity client) =>
        client.Claims.SelectMany(claim => claim.Value.Select(value => new Claim(claim.Key, value)));
}

/// <summary>Registers <see cref="JwtTokenValidator"/> as an ASP.NET Core authentication scheme.</summary>
internal static class JwtBearerScheme
{
    /// <summary>Adds the bearer scheme.</summary>
    /// <remarks>
    /// The handler supplies the scheme and its challenge; every decision is the validator's, so the handler's own
    /// validation, its claim mapping and its key retrieval never run. A refusal is the result's
    /// <see cref="AuthenticationRejectedException"/>, a missing token no result; writing the answer is left to
    /// Transport.
    /// </remarks>
    public static AuthenticationBuilder AddGatewayJwtBearer(
        this AuthenticationBuilder builder, JwtTokenValidator validator) =>
        builder.AddJwtBearer(IdentitySchemes.Bearer, options =>
        {
            options.SecurityTokenValidators.Clear();
            options.SaveToken = false;
            options.IncludeErrorDetails = false;
            options.RefreshOnIssuerKeyNotFound = false;
            options.Events = new JwtBearerEvents { OnMessageReceived = context => ValidateAsync(context, validator) };
        });

    private static async Task ValidateAsync(MessageReceivedContext context, JwtTokenValidator validator)
    {
        var fields = context.Request.Headers.Authorization;
        if (fields.Count == 0)
        {
            context.NoResult();
            return;
        }

        // Two Authorization fields would let two readers each see another one.
        AuthenticationResult result = fields.Count == 1
            ? await validator.ValidateHeaderAsync(fields[0], context.HttpContext.RequestAborted).ConfigureAwait(false)
            : new AuthenticationFailure(AuthenticationCodes.TokenInvalid, "More than one Authorization field.");
        if (result.Identity is { } identity)
        {
            context.Principal = new ClaimsPrincipal(new GatewayClaimsIdentity(identity));
            context.Success();
        }
        else if (result.Failure!.Code == AuthenticationCodes.TokenMissing)
        {
            context.NoResult();
        }
        else
        {
            context.Fail(new AuthenticationRejectedException(result.Failure));
        }
    }
}
