using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Testing;
using Shop;

namespace Bff.EndToEnd.Samples;

/// <summary>The identity provider's flows, and that each of their guards holds.</summary>
public sealed class IdentityBackendTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly ManualTimeProvider _time = new();
    private IdentityBackend _identity = null!;
    private HttpClient _client = null!;
    private CodeFlow _flow = null!;

    public async ValueTask InitializeAsync()
    {
        _identity = await IdentityBackend.StartAsync(new IdentityOptions
        {
            Backend = new BackendOptions { Time = _time },
            WebRedirectUris = [CodeFlow.WebRedirectUri],
            WebPostLogoutRedirectUris = ["https://web.example/"],
        });
        _client = SampleClient.Of(_identity.Backend);
        _flow = new CodeFlow(_client);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _identity.DisposeAsync();
    }

    [Theory]
    [InlineData("web", "alice", "bff-web", "c1")]
    [InlineData("mobile", "bob", "bff-mobile", "c2")]
    public async Task A_login_brings_tokens_for_the_clients_audience(
        string clientId, string username, string audience, string customerId)
    {
        JsonElement tokens = await _flow.TokensAsync(clientId, username);
        JsonElement access = CodeFlow.ClaimsOf(tokens, "access_token");
        Assert.Equal(_identity.Issuer, access.GetProperty("iss").GetString());
        Assert.Equal(audience, access.GetProperty("aud").GetString());
        Assert.Equal(customerId, access.GetProperty("sub").GetString());
        Assert.Equal(customerId, access.GetProperty("customer_id").GetString());
        Assert.Equal(clientId, access.GetProperty("client_id").GetString());
        Assert.Equal("openid profile shop", access.GetProperty("scope").GetString());
        Assert.Equal(300, access.GetProperty("exp").GetInt64() - access.GetProperty("iat").GetInt64());

        JsonElement identity = CodeFlow.ClaimsOf(tokens, "id_token");
        Assert.Equal(clientId, identity.GetProperty("aud").GetString());
        Assert.Equal("a-nonce", identity.GetProperty("nonce").GetString());
        Assert.Equal(username, identity.GetProperty("preferred_username").GetString());
        Assert.False(identity.TryGetProperty("email", out _));
    }

    [Fact]
    public async Task The_login_page_is_labelled_and_encodes_what_came_from_outside()
    {
        Dictionary<string, string?> request = CodeFlow.Request("web");
        request["state"] = "\"><script>alert(1)</script>";
        using HttpResponseMessage answer = await _flow.ShowAsync(request);
        string html = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<label for=\"username\">", html);
        Assert.Contains("<label for=\"password\">", html);
        Assert.DoesNotContain("<script>", html);
        Assert.Contains(
            "default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task A_wrong_password_shows_the_form_again()
    {
        Dictionary<string, string?> request = CodeFlow.Request("web");
        request["username"] = "alice";
        request["password"] = "bob-password";
        using var form = new FormUrlEncodedContent(request);
        using HttpResponseMessage answer = await _client.PostAsync("/authorize", form, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task The_redirect_repeats_the_state_and_names_the_issuer()
    {
        Dictionary<string, string> answer = await _flow.LogInAsync(CodeFlow.Request("web"), "alice");
        Assert.Equal("a state & more", answer["state"]);
        Assert.Equal(_identity.Issuer, answer["iss"]);
    }

    [Theory]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", null)]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "https://web.example/bff/callback/")]
    [InlineData("redirect_uri", "https://web.example/bff/callback?x=1")]
    [InlineData("redirect_uri", "https://evil.example/")]
    public async Task A_recipient_that_is_not_registered_is_never_redirected_to(string name, string? value)
    {
        Dictionary<string, string?> request = CodeFlow.Request("web");
        request[name] = value;
        using HttpResponseMessage answer = await _flow.ShowAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("prompt", "none", "login_required")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("scope", "openid admin", "invalid_scope")]
    public async Task A_wrong_request_goes_back_as_an_error(string name, string? value, string error)
    {
        Dictionary<string, string?> request = CodeFlow.Request("web");
        request[name] = value;
        using HttpResponseMessage answer = await _flow.ShowAsync(request);
        Dictionary<string, string> redirect = CodeFlow.RedirectOf(answer, CodeFlow.WebRedirectUri);
        Assert.Equal(error, redirect["error"]);
        Assert.Equal("a state & more", redirect["state"]);
    }

    [Theory]
    [InlineData("web", "a-wrong-verifier-that-is-long-enough-to-be-well-formed")]
    [InlineData("web", "")]
    [InlineData("mobile", CodeFlow.Verifier)]
    public async Task A_code_is_worth_nothing_without_its_verifier_and_client(string clientId, string verifier)
    {
        string code = (await _flow.LogInAsync(CodeFlow.Request("web"), "alice"))["code"];
        AssertError("invalid_grant", await _flow.RedeemAsync(clientId, code, verifier));
        AssertError("invalid_grant", await _flow.RedeemAsync("web", code, CodeFlow.Verifier));
    }

    [Fact]
    public async Task A_code_expires_after_a_minute()
    {
        string code = (await _flow.LogInAsync(CodeFlow.Request("web"), "alice"))["code"];
        _time.Advance(TimeSpan.FromMinutes(1));
        AssertError("invalid_grant", await _flow.RedeemAsync("web", code, CodeFlow.Verifier));
    }

    [Fact]
    public async Task A_code_used_twice_takes_back_what_the_first_use_brought()
    {
        string code = (await _flow.LogInAsync(CodeFlow.Request("web"), "alice"))["code"];
        (_, JsonElement tokens) = await _flow.RedeemAsync("web", code, CodeFlow.Verifier);
        AssertError("invalid_grant", await _flow.RedeemAsync("web", code, CodeFlow.Verifier));
        AssertError("invalid_grant", await _flow.RefreshAsync("web", tokens));
    }

    [Fact]
    public async Task A_refresh_token_changes_with_each_use_and_reuse_ends_the_login()
    {
        JsonElement first = await _flow.TokensAsync("mobile", "alice");
        (HttpStatusCode status, JsonElement second) = await _flow.RefreshAsync("mobile", first);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("c1", CodeFlow.ClaimsOf(second, "access_token").GetProperty("customer_id").GetString());
        (_, JsonElement third) = await _flow.RefreshAsync("mobile", second);

        AssertError("invalid_grant", await _flow.RefreshAsync("mobile", first));
        AssertError("invalid_grant", await _flow.RefreshAsync("mobile", third));
    }

    [Fact]
    public async Task A_refresh_token_belongs_to_its_client_and_ends_after_eight_hours()
    {
        JsonElement tokens = await _flow.TokensAsync("mobile", "alice");
        AssertError("invalid_grant", await _flow.RefreshAsync("web", tokens));
        _time.Advance(TimeSpan.FromHours(8));
        AssertError("invalid_grant", await _flow.RefreshAsync("mobile", tokens));
    }

    [Theory]
    [InlineData("partner-acme", "partner-secret", "shop", null)]
    [InlineData("partner-acme", "wrong", "shop", "invalid_client")]
    [InlineData("partner-acme", "", "shop", "invalid_client")]
    [InlineData("nobody", "partner-secret", "shop", "invalid_client")]
    [InlineData("partner-acme", "partner-secret", "openid", "invalid_scope")]
    [InlineData("web", "web-secret", "shop", "unauthorized_client")]
    public async Task Client_credentials_are_for_the_partner_with_its_secret(
        string id, string secret, string scope, string? error)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/token");
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", basic);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["scope"] = scope,
        });
        using HttpResponseMessage answer = await _client.SendAsync(request, Cancel);
        using JsonDocument body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(Cancel));
        if (error is null)
        {
            JsonElement claims = CodeFlow.ClaimsOf(body.RootElement, "access_token");
            Assert.Equal("bff-partner", claims.GetProperty("aud").GetString());
            Assert.Equal("""["c1","c2"]""", claims.GetProperty("customers").GetRawText());
            Assert.False(body.RootElement.TryGetProperty("refresh_token", out _));
            return;
        }

        Assert.Equal(error, body.RootElement.GetProperty("error").GetString());
        Assert.Equal(error == "invalid_client", answer.StatusCode == HttpStatusCode.Unauthorized);
        Assert.Equal(error == "invalid_client", answer.Headers.WwwAuthenticate.Count == 1);
    }

    [Theory]
    [InlineData("password", "unsupported_grant_type")]
    [InlineData(null, "invalid_request")]
    [InlineData("refresh_token", "invalid_request")]
    public async Task The_token_endpoint_says_what_is_wrong(string? grantType, string error) =>
        AssertError(error, await _flow.TokenAsync("web", new() { ["grant_type"] = grantType }));

    [Fact]
    public async Task User_info_answers_a_good_token_only()
    {
        JsonElement tokens = await _flow.TokensAsync("mobile", "alice");
        string good = tokens.GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await UserInfoAsync(good));
        Assert.Equal(HttpStatusCode.Unauthorized, await UserInfoAsync(tokens.GetProperty("id_token").GetString()!));
        Assert.Equal(HttpStatusCode.Unauthorized, await UserInfoAsync("a.b"));
        foreach (TokenSignature signature in Enum.GetValues<TokenSignature>())
        {
            string token = _identity.IssueToken(forgery: new TokenForgery { Signature = signature });
            bool genuine = signature == TokenSignature.Genuine;
            Assert.Equal(genuine ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, await UserInfoAsync(token));
        }

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.Unauthorized, await UserInfoAsync(good));
    }

    [Theory]
    [InlineData("https://web.example/", "https://web.example/?state=s")]
    [InlineData("https://web.example/x", null)]
    [InlineData("https://evil.example/", null)]
    public async Task Logout_goes_only_to_a_registered_address(string address, string? location)
    {
        JsonElement tokens = await _flow.TokensAsync("web", "alice");
        string hint = tokens.GetProperty("id_token").GetString()!;
        string path = $"/logout?id_token_hint={hint}&state=s&post_logout_redirect_uri={Uri.EscapeDataString(address)}";
        using HttpResponseMessage answer = await _client.GetAsync(path, Cancel);
        Assert.Equal(location, answer.Headers.Location?.OriginalString);
        Assert.Equal(location is null ? HttpStatusCode.BadRequest : HttpStatusCode.SeeOther, answer.StatusCode);
        AssertError("invalid_grant", await _flow.RefreshAsync("web", tokens));
    }

    [Fact]
    public async Task The_development_token_is_what_a_mobile_login_brings()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["username"] = "bob" });
        using HttpResponseMessage answer = await _client.PostAsync("/dev/token", form, Cancel);
        using JsonDocument tokens = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(Cancel));
        JsonElement claims = CodeFlow.ClaimsOf(tokens.RootElement, "access_token");
        Assert.Equal("bff-mobile", claims.GetProperty("aud").GetString());
        Assert.Equal("c2", claims.GetProperty("customer_id").GetString());
        (HttpStatusCode status, _) = await _flow.RefreshAsync("mobile", tokens.RootElement);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    private static void AssertError(string error, (HttpStatusCode Status, JsonElement Body) answer)
    {
        Assert.Equal(error, answer.Body.GetProperty("error").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    private async Task<HttpStatusCode> UserInfoAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage answer = await _client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
