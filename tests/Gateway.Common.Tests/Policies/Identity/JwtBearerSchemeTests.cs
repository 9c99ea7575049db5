using System.Text.Json;
using Gateway.Common.Policies.Identity;
using Gateway.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Gateway.Common.Tests.Policies.Identity;

public sealed class JwtBearerSchemeTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly StubIssuer _issuer = new();

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public async Task A_right_token_authenticates_with_claims_as_the_issuer_spelt_them()
    {
        var result = await Authenticate($"Bearer {Token("gateway")}");
        Assert.True(result.Succeeded);
        var identity = Assert.IsType<GatewayClaimsIdentity>(result.Principal.Identity);
        Assert.True(identity.IsAuthenticated);
        Assert.Equal("alice", identity.Client.Subject);
        Assert.Equal("alice", identity.FindFirst("sub")!.Value);
    }

    [Fact]
    public async Task A_refused_token_fails_with_its_code()
    {
        var result = await Authenticate($"Bearer {Token("other")}");
        Assert.Equal("TOKEN_AUDIENCE", Assert.IsType<AuthenticationRejectedException>(result.Failure).Failure.Code);
    }

    [Fact]
    public async Task Two_authorization_fields_are_refused()
    {
        var token = $"Bearer {Token("gateway")}";
        var result = await Authenticate(new StringValues([token, token]));
        Assert.Equal("TOKEN_INVALID", Assert.IsType<AuthenticationRejectedException>(result.Failure).Failure.Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic YTpi")]
    public async Task Without_a_bearer_token_there_is_no_result(string? field) =>
        Assert.True((await Authenticate(field)).None);

    private async Task<AuthenticateResult> Authenticate(StringValues authorization)
    {
        var validator = new JwtTokenValidator(
            new JwtOptions { Authority = StubIssuer.Address, Audience = "gateway" }, _issuer.Metadata(_time), _time);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAuthentication().AddGatewayJwtBearer(validator);
        await using var provider = services.BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = provider };
        context.Request.Headers.Authorization = authorization;
        return await context.AuthenticateAsync(IdentitySchemes.Bearer);
    }

    private string Token(string audience)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        return _issuer.Sign(JsonSerializer.Serialize(new
        {
            iss = StubIssuer.Address,
            aud = audience,
            sub = "alice",
            iat = now,
            exp = now + 300,
        }));
    }
}
