using Shop;

namespace Bff.EndToEnd.Hosts;

/// <summary>
/// Whoever has no good credential gets 401 and a code, on every guarded route, and no source hears of it.
/// </summary>
[Collection(ShopHosts.Name)]
public sealed class CredentialTests(ShopHosts hosts)
{
    public static TheoryData<string, string> BadTokens => new()
    {
        { "none", "TOKEN_MISSING" },
        { "another scheme", "TOKEN_MISSING" },
        { "garbage", "TOKEN_INVALID" },
        { "five parts", "TOKEN_INVALID" },
        { "expired", "TOKEN_EXPIRED" },
        { "without exp", "TOKEN_INVALID" },
        { "unsigned", "TOKEN_INVALID" },
        { "foreign key", "TOKEN_SIGNATURE" },
        { "tampered", "TOKEN_SIGNATURE" },
        { "hmac of the public key", "TOKEN_INVALID" },
        { "unknown kid", "TOKEN_KEY_UNKNOWN" },
        { "of the web host", "TOKEN_AUDIENCE" },
        { "without aud", "TOKEN_AUDIENCE" },
        { "of another issuer", "TOKEN_ISSUER" },
        { "an id token", "TOKEN_AUDIENCE" },
    };

    public static TheoryData<string, string> BadKeys => new()
    {
        { "none", "API_KEY_MISSING" },
        { "garbage", "API_KEY_INVALID" },
        { "unknown", "API_KEY_INVALID" },
        { "tampered", "API_KEY_INVALID" },
        { "cut", "API_KEY_INVALID" },
    };

    public static TheoryData<string, string> BadCookies => new()
    {
        { "", "SESSION_MISSING" },
        { "__Host-bff=", "SESSION_MISSING" },
        { "bff=AAAA", "SESSION_MISSING" },
        { "__Host-bff=AAAA", "SESSION_EXPIRED" },
    };

    [Theory]
    [MemberData(nameof(BadTokens))]
    public Task A_bad_token_is_refused_on_every_route_of_the_mobile_host(string kind, string code)
    {
        var header = Token(kind);
        return CheckAsync(hosts.Mobile, code, "Bearer", header is null ? [] : [("Authorization", header)]);
    }

    [Theory]
    [MemberData(nameof(BadKeys))]
    public Task A_bad_key_is_refused_on_every_route_of_the_partner_host(string kind, string code)
    {
        var key = Key(kind);
        return CheckAsync(
            hosts.Partner, code, "ApiKey header=\"X-Api-Key\"", key is null ? [] : [("X-Api-Key", key)]);
    }

    [Theory]
    [MemberData(nameof(BadCookies))]
    public Task No_session_is_refused_on_every_route_of_the_web_host(string cookie, string code) =>
        CheckAsync(hosts.Web, code, null, ("Cookie", cookie), ("X-CSRF", "1"));

    [Fact]
    public async Task Credentials_of_another_host_do_not_open_a_host()
    {
        (string, string)[] all = [("Authorization", "Bearer " + hosts.Identity.IssueToken()), ("X-Api-Key", hosts.ApiKey)];
        await CheckAsync(hosts.Web, "SESSION_MISSING", null, [.. all, ("X-CSRF", "1")]);
        await CheckAsync(hosts.Mobile, "TOKEN_MISSING", "Bearer", all[1]);
        await CheckAsync(hosts.Partner, "API_KEY_MISSING", "ApiKey header=\"X-Api-Key\"", all[0]);
    }

    [Theory]
    [InlineData("api_key")]
    [InlineData("access_token")]
    [InlineData("API_KEY")]
    [InlineData("access%5Ftoken")]
    public async Task A_credential_in_the_url_is_refused_even_beside_a_good_one(string name)
    {
        (string, string)[] good = [("Authorization", "Bearer " + hosts.Identity.IssueToken()), ("X-Api-Key", hosts.ApiKey)];
        foreach (var host in (RunningHost[])[hosts.Web, hosts.Mobile, hosts.Partner])
        {
            await CheckAsync(host, "API_KEY_IN_URL", "*", $"?{name}=abc", good);
        }
    }

    [Fact]
    public async Task Routes_that_need_a_caller_are_these_and_others_are_health_login_and_docs()
    {
        Assert.Equal(["/bff/user", "/graphql"], hosts.Web.GuardedPatterns.Order(StringComparer.Ordinal));
        Assert.Equal(["/graphql"], hosts.Mobile.GuardedPatterns);
        Assert.Equal(
            ["/v1/products/{id}/image", "/{version}/{**path}"],
            hosts.Partner.GuardedPatterns.Order(StringComparer.Ordinal));
        foreach (var host in (RunningHost[])[hosts.Web, hosts.Mobile, hosts.Partner])
        {
            using var client = new HostClient(host.Origin);
            Assert.Equal("""{"status":"live"}""", (await client.GetAsync("/health/live")).Text);
            Assert.Equal("""{"status":"ready"}""", (await client.GetAsync("/health/ready")).Text);
            Assert.Equal(404, (await client.GetAsync("/nothing")).Status);
        }
    }

    private Task CheckAsync(
        RunningHost host, string code, string? challenge, params (string Name, string Value)[] headers) =>
        CheckAsync(host, code, challenge, "", headers);

    private async Task CheckAsync(
        RunningHost host, string code, string? challenge, string query, (string Name, string Value)[] headers)
    {
        var calls = hosts.SourceCalls;
        using var client = new HostClient(host.Origin);
        foreach (var (method, path) in host.GuardedPatterns.SelectMany(Requests))
        {
            var body = method == HttpMethod.Post ? """{"query":"{ me { id } }"}""" : null;

            var answer = await client.SendAsync(method, path + query, body, headers);

            Assert.Equal((path, 401, code), (path, answer.Status, answer.Code));
            if (challenge != "*")
            {
                Assert.Equal(challenge, answer.Header("WWW-Authenticate"));
            }
        }

        Assert.Equal(calls, hosts.SourceCalls);
    }

    /// <summary>Every operation that stands behind a pattern.</summary>
    private static (HttpMethod Method, string Path)[] Requests(string pattern) => pattern switch
    {
        "/graphql" => [(HttpMethod.Post, pattern), (HttpMethod.Get, pattern)],
        "/{version}/{**path}" =>
        [
            (HttpMethod.Get, "/v1/invoices/i1"), (HttpMethod.Get, "/v1/customers/c1/invoices"),
            (HttpMethod.Post, "/v1/invoices/i1/payments"), (HttpMethod.Get, "/v1/orders/o1"),
            (HttpMethod.Get, "/v1/nothing"), (HttpMethod.Get, "/v9/invoices/i1"),
        ],
        _ => [(HttpMethod.Get, pattern.Replace("{id}", "p1", StringComparison.Ordinal))],
    };

    private string? Token(string kind) => kind switch
    {
        "none" => null,
        "another scheme" => "Basic YWxpY2U6YWxpY2UtcGFzc3dvcmQ=",
        "garbage" => "Bearer garbage",
        "five parts" => "Bearer e30.e30.e30.e30.e30",
        "expired" => Forged(new() { ExpiresIn = TimeSpan.FromMinutes(-10) }),
        "without exp" => Forged(new() { WithoutClaims = ["exp"] }),
        "unsigned" => Forged(new() { Signature = TokenSignature.Unsigned }),
        "foreign key" => Forged(new() { Signature = TokenSignature.ForeignKey }),
        "tampered" => Forged(new() { Signature = TokenSignature.Tampered }),
        "hmac of the public key" => Forged(new() { Signature = TokenSignature.HmacOfPublicKey }),
        "unknown kid" => Forged(new() { KeyId = "another" }),
        "of the web host" => "Bearer " + hosts.Identity.IssueToken("web"),
        "without aud" => Forged(new() { WithoutClaims = ["aud"] }),
        "of another issuer" => Forged(new() { Claims = new Dictionary<string, object> { ["iss"] = "https://evil.example" } }),
        "an id token" => Forged(new() { Type = "JWT", Claims = new Dictionary<string, object> { ["aud"] = "mobile" } }),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private string Forged(TokenForgery forgery) => "Bearer " + hosts.Identity.IssueToken(forgery: forgery);

    private string? Key(string kind) => kind switch
    {
        "none" => null,
        "garbage" => "garbage",
        "unknown" => Shop.Orchestration.PartnerKey.Create().Text,
        "tampered" => hosts.ApiKey[..^12] + (hosts.ApiKey[^12] == 'A' ? 'B' : 'A') + hosts.ApiKey[^11..],
        "cut" => hosts.ApiKey[..^1],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
