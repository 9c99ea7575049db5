using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Common.Policies.Identity;
using Gateway.Testing;

namespace Gateway.Common.Tests.Policies.Identity;

public sealed class JwtTokenValidatorTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly StubIssuer _issuer = new();
    private readonly StubIssuer _attacker = StubIssuer.Attacker();

    public JwtTokenValidatorTests() => Validator = NewValidator();

    private JwtTokenValidator Validator { get; }

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    public void Dispose()
    {
        _issuer.Dispose();
        _attacker.Dispose();
    }

    [Theory]
    [InlineData("RS256", "at+jwt")]
    [InlineData("PS256", "AT+JWT")]
    [InlineData("ES256", "application/at+jwt")]
    [InlineData("RS256", "JWT")]
    [InlineData("RS256", null)]
    public async Task A_right_token_gives_its_identity(string algorithm, string? type)
    {
        var payload = Payload();
        payload["roles"] = new JsonArray("admin", "buyer");
        payload["age"] = 42;
        var result = await Validate(_issuer.Sign(Text(payload), algorithm, type: type));
        var identity = result.Identity!;
        Assert.Equal(("alice", "app", "Bearer"), (identity.Subject, identity.ClientId, identity.Scheme));
        Assert.Equal(["orders:read", "orders:write"], identity.Scopes.Order());
        Assert.Equal(["admin", "buyer"], identity.Claims["roles"]);
        Assert.Equal(["42"], identity.Claims["age"]);
    }

    [Fact]
    public async Task An_audience_may_be_one_of_several()
    {
        var payload = Payload();
        payload["aud"] = new JsonArray("other", "gateway");
        Assert.NotNull((await Validate(_issuer.Sign(Text(payload)))).Identity);
    }

    public static TheoryData<string, string> WrongClaims => new()
    {
        { "del iss", "TOKEN_ISSUER" },
        { "iss=\"https://issuer.test/\"", "TOKEN_ISSUER" },
        { "iss=\"https://ISSUER.test\"", "TOKEN_ISSUER" },
        { "iss=[\"https://issuer.test\",\"x\"]", "TOKEN_ISSUER" },
        { "del aud", "TOKEN_AUDIENCE" },
        { "aud=\"other\"", "TOKEN_AUDIENCE" },
        { "aud=\"Gateway\"", "TOKEN_AUDIENCE" },
        { "aud=[]", "TOKEN_AUDIENCE" },
        { "aud={\"gateway\":1}", "TOKEN_AUDIENCE" },
        { "del sub", "TOKEN_INVALID" },
        { "sub=\"\"", "TOKEN_INVALID" },
        { "sub=[\"alice\",\"bob\"]", "TOKEN_INVALID" },
        { "del exp", "TOKEN_INVALID" },
        { "exp=\"soon\"", "TOKEN_INVALID" },
        { "exp=null", "TOKEN_INVALID" },
        { "exp=-1", "TOKEN_INVALID" },
        { "exp=1e300", "TOKEN_INVALID" },
        { "exp=now-31", "TOKEN_EXPIRED" },
        { "exp=now-30", "TOKEN_EXPIRED" },
        { "nbf=now+31", "TOKEN_NOT_YET_VALID" },
        { "iat=now+31", "TOKEN_NOT_YET_VALID" },
        { "nbf=\"x\"", "TOKEN_INVALID" },
        { "exp=now+999999", "TOKEN_INVALID" },
        { "nonce=\"n\"", "TOKEN_INVALID" },
        { "at_hash=\"n\"", "TOKEN_INVALID" },
        { "events={}", "TOKEN_INVALID" },
    };

    [Theory]
    [MemberData(nameof(WrongClaims))]
    public async Task A_rightly_signed_token_with_wrong_claims_is_refused(string change, string code)
    {
        var payload = Payload();
        if (change.StartsWith("del ", StringComparison.Ordinal))
        {
            payload.Remove(change[4..]);
        }
        else
        {
            var (name, value) = (change.Split('=')[0], change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            payload[name] = value.StartsWith("now", StringComparison.Ordinal)
                ? Now + int.Parse(value[3..], null)
                : JsonNode.Parse(value);
        }

        await Refused(_issuer.Sign(Text(payload)), code);
    }

    [Fact]
    public async Task Within_the_clock_skew_times_are_accepted()
    {
        var payload = Payload();
        payload["exp"] = Now - 29;
        payload["iat"] = Now + 30;
        payload["nbf"] = Now + 30;
        Assert.NotNull((await Validate(_issuer.Sign(Text(payload)))).Identity);
    }

    public static TheoryData<string, string> WrongHeaders => new()
    {
        { """{"alg":"none","kid":"rsa-1"}""", "TOKEN_INVALID" },
        { """{"alg":"None","kid":"rsa-1"}""", "TOKEN_INVALID" },
        { """{"alg":"nOnE","kid":"rsa-1"}""", "TOKEN_INVALID" },
        { """{"alg":"HS256","kid":"rsa-1"}""", "TOKEN_INVALID" },
        { """{"alg":"HS256","kid":"symmetric"}""", "TOKEN_INVALID" },
        { """{"alg":"RS384","kid":"rsa-1"}""", "TOKEN_INVALID" },
        { """{"alg":"rs256","kid":"rsa-1"}""", "TOKEN_INVALID" },
        { """{"alg":["RS256"],"kid":"rsa-1"}""", "TOKEN_INVALID" },
        { """{"kid":"rsa-1"}""", "TOKEN_INVALID" },
        { """{"alg":"RS256"}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":7}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":""}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","alg":"none","kid":"rsa-1"}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":"rsa-1","kid":"ec-1"}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":"rsa-1","typ":7}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":"rsa-1","typ":"id+jwt"}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":"rsa-1","typ":"logout+jwt"}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":"rsa-1","crit":["exp"]}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":"rsa-1","jku":"https://evil.test/jwks"}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":"rsa-1","x5u":"https://evil.test/cert"}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":"rsa-1","x5c":[]}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":"rsa-1","jwk":{"kty":"RSA"}}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":"rsa-1","enc":"A128GCM"}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":"rsa-1","zip":"DEF"}""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":"../../etc/passwd"}""", "TOKEN_KEY_UNKNOWN" },
        { """{"alg":"RS256","kid":"' OR 1=1 --"}""", "TOKEN_KEY_UNKNOWN" },
        { """{"alg":"RS256","kid":"symmetric"}""", "TOKEN_KEY_UNKNOWN" },
        { """{"alg":"RS256","kid":"for-encryption"}""", "TOKEN_KEY_UNKNOWN" },
        { """{"alg":"RS256","kid":"RSA-1"}""", "TOKEN_KEY_UNKNOWN" },
        { """{"alg":"ES256","kid":"rsa-1"}""", "TOKEN_SIGNATURE" },
        { """{"alg":"RS256","kid":"ec-1"}""", "TOKEN_SIGNATURE" },
        { """{"alg":"RS256","kid":"only-ps"}""", "TOKEN_SIGNATURE" },
        { "[]", "TOKEN_INVALID" },
        { "{", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":"rsa-1"}//""", "TOKEN_INVALID" },
        { """{"alg":"RS256","kid":"rsa-1","a":[[[[[[[[[[]]]]]]]]]]}""", "TOKEN_INVALID" },
    };

    [Theory]
    [MemberData(nameof(WrongHeaders))]
    public async Task A_token_with_a_wrong_header_is_refused(string header, string code)
    {
        using var parsed = TryParse(header);
        var algorithm = parsed?.RootElement is { ValueKind: JsonValueKind.Object } root
            ? StrictJson.String(root, "alg")
            : null;
        await Refused(_issuer.SignRaw(header, Text(Payload()), algorithm ?? "RS256"), code);
    }

    [Fact]
    public async Task Tampered_and_malformed_tokens_are_refused()
    {
        var good = _issuer.Sign(Text(Payload()));
        var parts = good.Split('.');
        var claims = Text(Payload());
        await Refused(_attacker.Sign(claims), "TOKEN_SIGNATURE");
        await Refused($"{parts[0]}.{parts[1]}.", "TOKEN_INVALID");
        await Refused($"{parts[0]}.{parts[1]}", "TOKEN_INVALID");
        await Refused($"{good}.x.y", "TOKEN_INVALID");
        await Refused($".{parts[1]}.{parts[2]}", "TOKEN_INVALID");
        await Refused($"{good}=", "TOKEN_INVALID");
        await Refused($"{parts[0]}.{parts[1]}.{parts[2]}\n", "TOKEN_INVALID");
        await Refused(good.Replace('_', '/').Replace('-', '+') + "+", "TOKEN_INVALID");
        await Refused(StubIssuer.Encode("""{"alg":"none"}""") + "." + parts[1] + ".", "TOKEN_INVALID");
        await Refused("x.y.z", "TOKEN_INVALID");
        await Refused(new string('a', 8_193), "TOKEN_TOO_LARGE");
        await Refused(new string('.', 8_192), "TOKEN_INVALID");

        var forged = Payload();
        forged["sub"] = "bob";
        await Refused($"{parts[0]}.{StubIssuer.Encode(Text(forged))}.{parts[2]}", "TOKEN_SIGNATURE");
        await Refused(_issuer.Sign(claims[..^1] + ",\"sub\":\"bob\"}"), "TOKEN_INVALID");
        await Refused(_issuer.Sign(claims[..^1] + ",\"x\":{\"a\":1,\"a\":2}}"), "TOKEN_INVALID");
        await Refused(_issuer.Sign("[]"), "TOKEN_INVALID");

        var crowded = Payload();
        for (var i = 0; i < 100; i++)
        {
            crowded[$"c{i}"] = i;
        }

        await Refused(_issuer.Sign(Text(crowded)), "TOKEN_INVALID");
        Assert.NotNull((await Validate(good)).Identity);
    }

    [Fact]
    public async Task Every_changed_bit_of_a_signature_is_noticed()
    {
        var good = _issuer.Sign(Text(Payload()));
        var start = good.LastIndexOf('.') + 1;
        for (var i = start; i < good.Length; i += 7)
        {
            var wrong = new StringBuilder(good) { [i] = good[i] == 'A' ? 'B' : 'A' }.ToString();
            Assert.Null((await Validate(wrong)).Identity);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer")]
    [InlineData("Bearer  ")]
    public async Task Without_a_bearer_token_it_is_missing(string? header)
    {
        var result = await Validator.ValidateHeaderAsync(header, TestContext.Current.CancellationToken);
        Assert.Equal("TOKEN_MISSING", result.Failure!.Code);
        Assert.Equal(401, result.Failure.Status);
    }

    [Fact]
    public async Task A_rotated_key_is_fetched_once_and_unknown_ids_cannot_hammer_the_issuer()
    {
        Assert.NotNull((await Validate(_issuer.Sign(Text(Payload())))).Identity);
        Assert.Equal(2, _issuer.Fetches);
        _issuer.RotateKey("rsa-2");
        var token = _issuer.Sign(Text(Payload()));
        await Refused(token, "TOKEN_KEY_UNKNOWN");
        Assert.Equal(2, _issuer.Fetches);

        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.NotNull((await Validate(token)).Identity);
        Assert.Equal(4, _issuer.Fetches);
        for (var i = 0; i < 100; i++)
        {
            await Refused(_issuer.Sign(Text(Payload()), keyId: $"junk-{i}"), "TOKEN_KEY_UNKNOWN");
        }

        Assert.Equal(4, _issuer.Fetches);
    }

    [Fact]
    public async Task The_last_good_keys_outlive_an_issuer_that_is_down()
    {
        Assert.NotNull((await Validate(_issuer.Sign(Text(Payload())))).Identity);
        _issuer.IsDown = true;
        _time.Advance(TimeSpan.FromDays(1));
        Assert.NotNull((await Validate(_issuer.Sign(Text(Payload())))).Identity);
        await Refused(_issuer.Sign(Text(Payload()), keyId: "new"), "TOKEN_KEY_UNKNOWN");
    }

    [Fact]
    public async Task Without_any_keys_the_answer_is_unavailable_and_recovers()
    {
        _issuer.IsDown = true;
        var token = _issuer.Sign(Text(Payload()));
        var result = await Validate(token);
        Assert.Equal(("IDENTITY_UNAVAILABLE", 503), (result.Failure!.Code, result.Failure.Status));
        _issuer.IsDown = false;
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull((await Validate(token)).Identity);
    }

    [Theory]
    [InlineData("https://other.test", "https://issuer.test/jwks")]
    [InlineData("https://issuer.test", "http://issuer.test/jwks")]
    [InlineData("https://issuer.test", "http://127.0.0.1/jwks")]
    [InlineData("https://issuer.test", "file:///etc/passwd")]
    public async Task Discovery_that_lies_is_not_used(string name, string jwksUri)
    {
        _issuer.Name = name;
        _issuer.JwksUri = jwksUri;
        await Refused(_issuer.Sign(Text(Payload())), "IDENTITY_UNAVAILABLE");
    }

    [Fact]
    public async Task A_remembered_token_still_ends_on_time()
    {
        var payload = Payload();
        payload["exp"] = Now + 10;
        var token = _issuer.Sign(Text(payload));
        var first = await Validate(token);
        Assert.Same(first.Identity, (await Validate(token)).Identity);
        _time.Advance(TimeSpan.FromSeconds(40));
        await Refused(token, "TOKEN_EXPIRED");
    }

    [Fact]
    public async Task Partitions_follow_the_holder_and_cache_partitions_the_rights_too()
    {
        var alice = (await Validate(_issuer.Sign(Text(Payload())))).Identity!;
        _time.Advance(TimeSpan.FromSeconds(5));
        var later = (await Validate(_issuer.Sign(Text(Payload())))).Identity!;
        Assert.Equal((alice.PartitionKey, alice.CachePartition), (later.PartitionKey, later.CachePartition));

        var narrower = Payload();
        narrower["scope"] = "orders:read";
        var narrow = (await Validate(_issuer.Sign(Text(narrower)))).Identity!;
        Assert.Equal(alice.PartitionKey, narrow.PartitionKey);
        Assert.NotEqual(alice.CachePartition, narrow.CachePartition);

        var other = Payload();
        other["sub"] = "bob";
        Assert.NotEqual(alice.PartitionKey, (await Validate(_issuer.Sign(Text(other)))).Identity!.PartitionKey);
        Assert.DoesNotContain("alice", alice.PartitionKey, StringComparison.Ordinal);
    }

    [Fact]
    public void Unsafe_options_are_refused_with_their_path()
    {
        var options = new JwtOptions
        {
            Authority = "http://issuer.test",
            ClockSkew = TimeSpan.FromSeconds(61),
            Algorithms = ["RS256", "HS256"],
            TokenBytesMax = 1 << 20,
            LifetimeMax = TimeSpan.MaxValue,
        };
        Assert.Equal(
            ["j:Algorithms", "j:Audience", "j:Authority", "j:ClockSkew", "j:LifetimeMax", "j:TokenBytesMax"],
            options.Validate("j", isDevelopment: true).Select(problem => problem.Path).Order(StringComparer.Ordinal));

        var loopback = new JwtOptions
        { Authority = "http://127.0.0.1:5000", Audience = "a", RequireHttpsMetadata = false };
        Assert.Empty(loopback.Validate("j", isDevelopment: true));
        Assert.NotEmpty(loopback.Validate("j", isDevelopment: false));
        Assert.NotEmpty((loopback with { RequireHttpsMetadata = true }).Validate("j", isDevelopment: true));
        Assert.NotEmpty((loopback with { Authority = "http://10.0.0.1" }).Validate("j", isDevelopment: true));
    }

    private JwtTokenValidator NewValidator() => new(
        new JwtOptions { Authority = StubIssuer.Address, Audience = "gateway" }, _issuer.Metadata(_time), _time);

    private JsonObject Payload() => new()
    {
        ["iss"] = StubIssuer.Address,
        ["aud"] = "gateway",
        ["sub"] = "alice",
        ["client_id"] = "app",
        ["scope"] = "orders:read orders:write",
        ["iat"] = Now,
        ["nbf"] = Now,
        ["exp"] = Now + 300,
        ["jti"] = Guid.CreateVersion7().ToString(),
    };

    private ValueTask<AuthenticationResult> Validate(string token) =>
        Validator.ValidateAsync(token, TestContext.Current.CancellationToken);

    private async Task Refused(string token, string code)
    {
        var result = await Validate(token);
        Assert.Null(result.Identity);
        Assert.Equal(code, result.Failure!.Code);
        Assert.DoesNotContain(token, result.Failure.Detail, StringComparison.Ordinal);
    }

    private static string Text(JsonNode node) => node.ToJsonString();

    private static JsonDocument? TryParse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
