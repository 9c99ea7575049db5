using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Shop;

namespace Bff.EndToEnd.Samples;

/// <summary>Tokens as a validator that others wrote sees them: the genuine one is good, each forgery is not.</summary>
public sealed class TokenForgeryTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    public static TheoryData<string, TokenForgery?> Forgeries => new()
    {
        { "", null },
        { nameof(SecurityTokenExpiredException), new() { ExpiresIn = TimeSpan.FromMinutes(-10) } },
        // Version 6.8 reads a missing exp as the first of all days.
        { nameof(SecurityTokenExpiredException), new() { WithoutClaims = ["exp"] } },
        { nameof(SecurityTokenInvalidAudienceException), new() { Claims = One("aud", "bff-web") } },
        { nameof(SecurityTokenInvalidAudienceException), new() { WithoutClaims = ["aud"] } },
        { nameof(SecurityTokenInvalidIssuerException), new() { Claims = One("iss", "https://evil.example") } },
        { nameof(SecurityTokenInvalidTypeException), new() { Type = "JWT" } },
        { nameof(SecurityTokenInvalidSignatureException), new() { Signature = TokenSignature.ForeignKey } },
        { nameof(SecurityTokenInvalidSignatureException), new() { Signature = TokenSignature.Tampered } },
        { nameof(SecurityTokenInvalidSignatureException), new() { Signature = TokenSignature.Unsigned } },
        { nameof(SecurityTokenInvalidSignatureException), new() { Signature = TokenSignature.HmacOfPublicKey } },
    };

    [Theory]
    [MemberData(nameof(Forgeries), DisableDiscoveryEnumeration = true)]
    public async Task A_validator_of_others_sees_what_is_wrong(string error, TokenForgery? forgery)
    {
        await using IdentityBackend identity = await IdentityBackend.StartAsync(new IdentityOptions());
        using HttpClient client = SampleClient.Of(identity.Backend);
        var discovery = new ConfigurationManager<OpenIdConnectConfiguration>(
            identity.Issuer + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(client) { RequireHttps = false });
        OpenIdConnectConfiguration provider = await discovery.GetConfigurationAsync(Cancel);
        TokenValidationResult result = new JsonWebTokenHandler().ValidateToken(
            identity.IssueToken("mobile", "alice", forgery),
            new TokenValidationParameters
            {
                ValidIssuer = provider.Issuer,
                ValidAudience = "bff-mobile",
                ValidTypes = ["at+jwt"],
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                IssuerSigningKeys = provider.SigningKeys,
            });
        Assert.Equal(error, result.Exception?.GetType().Name ?? "");
    }

    private static Dictionary<string, object> One(string name, object value) => new() { [name] = value };
}
