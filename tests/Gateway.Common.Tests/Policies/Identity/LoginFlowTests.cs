using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Common.Policies.Identity;
using Gateway.Testing;

namespace Gateway.Common.Tests.Policies.Identity;

public sealed class LoginFlowTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly StubIssuer _issuer = new();
    private readonly HttpMessageInvoker _http;
    private readonly OidcOptions _options = new()
    {
        Authority = StubIssuer.Address,
        ClientId = "web",
        ClientSecret = "secret-canary",
        PublicOrigin = "https://shop.example",
    };

    private readonly SessionStore _sessions;
    private readonly SessionAccess _access;
    private readonly LoginFlow _flow;
    private Dictionary<string, string> _request = [];
    private int _refreshes;

    public LoginFlowTests()
    {
        _http = new HttpMessageInvoker(_issuer, disposeHandler: false);
        var metadata = _issuer.Metadata(_time);
        var endpoint = new OidcTokenEndpoint(_options, metadata, _http, _time);
        _sessions = new SessionStore(new SessionOptions(), _time);
        _access = new SessionAccess(new SessionOptions(), _sessions, endpoint, _time);
        _flow = new LoginFlow(_options, metadata, endpoint, _sessions, _time);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _issuer.Dispose();
    }

    [Fact]
    public async Task A_login_leads_to_a_new_session_and_back_to_where_it_began()
    {
        var (start, sent) = await Begin("/orders?page=2");
        Assert.Equal(
            "https://issuer.test/authorize code web https://shop.example/bff/callback "
            + "openid profile offline_access S256",
            $"{start.RedirectUrl.Split('?')[0]} {sent["response_type"]} {sent["client_id"]} {sent["redirect_uri"]} "
            + $"{sent["scope"]} {sent["code_challenge_method"]}");
        IssueTokens(sent["nonce"]);

        var (end, failure) = await Complete(start, sent["state"]);
        Assert.Null(failure);
        Assert.Equal("/orders?page=2", end!.ReturnUrl);
        Assert.Equal(("alice", "Session"), (end.Session.Identity.Subject, end.Session.Identity.Scheme));
        Assert.Same(end.Session, (await _access.GetAsync(end.SessionId, Stop)).Session);

        Assert.Equal(("authorization_code", "the-code"), (_request["grant_type"], _request["code"]));
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(_request["code_verifier"])));
        Assert.Equal(sent["code_challenge"], challenge);
    }

    [Fact]
    public async Task A_login_ends_the_session_that_the_browser_had_before()
    {
        var first = await Login();
        var second = await Login(first.SessionId);
        Assert.NotEqual(first.SessionId, second.SessionId);
        Assert.Null(_sessions.Find(first.SessionId));
    }

    [Theory]
    [InlineData("//evil.test")]
    [InlineData("https://evil.test")]
    public async Task A_login_does_not_begin_with_a_foreign_return_address(string url) =>
        Assert.Equal("RETURN_URL_INVALID", (await _flow.BeginAsync(url, Stop)).Failure!.Code);

    public static TheoryData<string, string> WrongCallbacks => new()
    {
        { "code=x", "LOGIN_INVALID" },
        { "state=$state", "LOGIN_INVALID" },
        { "state=forged&code=x", "LOGIN_INVALID" },
        { "state=$state&state=$state&code=x", "LOGIN_INVALID" },
        { "state=$state&code=x&code=y", "LOGIN_INVALID" },
        { "state=$state&code=", "LOGIN_INVALID" },
        { "state=$state&code=x&error=y", "LOGIN_INVALID" },
        { "state=$state&code=x&iss=https://evil.test", "LOGIN_INVALID" },
        { "state=$state&error=access_denied", "LOGIN_DENIED" },
    };

    [Theory]
    [MemberData(nameof(WrongCallbacks))]
    public async Task A_wrong_callback_gives_no_session(string query, string code)
    {
        var (start, sent) = await Begin();
        IssueTokens(sent["nonce"]);
        var parameters = query.Replace("$state", sent["state"], StringComparison.Ordinal).Split('&')
            .Select(pair => KeyValuePair.Create(pair.Split('=')[0], pair.Split('=')[1])).ToList();
        var (end, failure) = await _flow.CompleteAsync(parameters, start.LoginCookie, null, Stop);
        Assert.Null(end);
        Assert.Equal(code, failure!.Code);
        Assert.Equal(0, _sessions.Count);
    }

    [Fact]
    public async Task A_state_is_good_once_in_time_and_for_the_browser_that_began()
    {
        var (start, sent) = await Begin();
        IssueTokens(sent["nonce"]);
        Assert.NotNull((await Complete(start, sent["state"])).End);
        Assert.Equal("LOGIN_INVALID", (await Complete(start, sent["state"])).Failure!.Code);

        var (victim, victimSent) = await Begin();
        var (attacker, attackerSent) = await Begin();
        IssueTokens(attackerSent["nonce"]);
        Assert.Equal("LOGIN_INVALID", (await Complete(victim, attackerSent["state"])).Failure!.Code);
        IssueTokens(victimSent["nonce"]);
        Assert.Equal("LOGIN_INVALID", (await Complete(attacker, victimSent["state"])).Failure!.Code);
        var (bare, bareSent) = await Begin();
        Assert.Equal("LOGIN_INVALID",
            (await Complete(bare with { LoginCookie = "" }, bareSent["state"])).Failure!.Code);

        var (late, lateSent) = await Begin();
        IssueTokens(lateSent["nonce"]);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("LOGIN_INVALID", (await Complete(late, lateSent["state"])).Failure!.Code);
    }

    public static TheoryData<string, string> WrongIdTokens => new()
    {
        { "nonce=\"other\"", "LOGIN_INVALID" },
        { "nonce=null", "LOGIN_INVALID" },
        { "aud=\"mobile\"", "TOKEN_AUDIENCE" },
        { "aud=[\"web\",\"mobile\"]", "LOGIN_INVALID" },
        { "azp=\"mobile\"", "LOGIN_INVALID" },
        { "iss=\"https://evil.test\"", "TOKEN_ISSUER" },
        { "sub=\"\"", "TOKEN_INVALID" },
        { "exp=1", "TOKEN_EXPIRED" },
        { "exp=null", "TOKEN_INVALID" },
    };

    [Theory]
    [MemberData(nameof(WrongIdTokens))]
    public async Task A_wrong_id_token_gives_no_session(string change, string code)
    {
        var (start, sent) = await Begin();
        IssueTokens(sent["nonce"], change);
        Assert.Equal(code, (await Complete(start, sent["state"])).Failure!.Code);
        Assert.Equal(0, _sessions.Count);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant"}""", "LOGIN_DENIED")]
    [InlineData(200, """{"access_token":"a","token_type":"Bearer"}""", "LOGIN_DENIED")]
    [InlineData(200, """{"access_token":"a","token_type":"MAC"}""", "LOGIN_DENIED")]
    [InlineData(200, "<html>", "IDENTITY_UNAVAILABLE")]
    [InlineData(500, "", "IDENTITY_UNAVAILABLE")]
    public async Task A_token_endpoint_that_answers_otherwise_gives_no_session(int status, string json, string code)
    {
        var (start, sent) = await Begin();
        _issuer.Token = _ => Task.FromResult((status, json));
        var (end, failure) = await Complete(start, sent["state"]);
        Assert.Null(end);
        Assert.Equal(code, failure!.Code);
    }

    [Fact]
    public async Task Pending_logins_stay_bounded()
    {
        var pending = new PendingLogins(16, _time);
        for (var i = 0; i < 1_000; i++)
        {
            pending.Add(
                $"state-{i}", new PendingLogin(default, "", "", "/", _time.GetUtcNow() + TimeSpan.FromMinutes(1)));
            Assert.InRange(pending.Count, 1, 16);
        }

        Assert.Null(pending.Take("state-0"));
        Assert.NotNull(pending.Take("state-999"));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Two_hundred_requests_at_the_end_of_a_token_refresh_once()
    {
        var login = await Login();
        RotateTokens();
        _time.Advance(TimeSpan.FromSeconds(280));
        var sessions = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(_ => Task.Run(() => _access.GetAsync(login.SessionId, Stop).AsTask(), Stop)));
        Assert.All(sessions, result => Assert.Equal("access-1", result.Session!.Tokens.AccessToken));
        Assert.Equal(1, _refreshes);

        _time.Advance(TimeSpan.FromSeconds(280));
        Assert.Equal("access-2", (await _access.GetAsync(login.SessionId, Stop)).Session!.Tokens.AccessToken);
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_lose_the_rotated_token()
    {
        var login = await Login();
        var gate = new TaskCompletionSource();
        _issuer.Token = async _ =>
        {
            await gate.Task;
            return (200, """{"access_token":"new","refresh_token":"new-r","token_type":"Bearer","expires_in":300}""");
        };
        _time.Advance(TimeSpan.FromSeconds(280));
        using var caller = new CancellationTokenSource();
        var first = _access.GetAsync(login.SessionId, caller.Token).AsTask();
        var second = _access.GetAsync(login.SessionId, Stop).AsTask();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();
        Assert.Equal("new", (await second).Session!.Tokens.AccessToken);
    }

    [Fact]
    public async Task A_late_failure_never_replaces_newer_tokens()
    {
        var login = await Login();
        var old = login.Session.Tokens;
        var fresh = old with { AccessToken = "fresh" };
        await login.Session.RefreshAsync(old, _ => Task.FromResult(new RefreshOutcome(fresh, false)), Stop);
        var late = await login.Session.RefreshAsync(
            old, _ => Task.FromResult(new RefreshOutcome(null, IsFinal: true)), Stop);
        Assert.Same(fresh, late.Tokens);
        Assert.Same(fresh, login.Session.Tokens);
    }

    [Fact]
    public async Task While_the_issuer_is_down_the_old_token_serves_to_its_end()
    {
        var login = await Login();
        _issuer.IsDown = true;
        _time.Advance(TimeSpan.FromSeconds(280));
        Assert.NotNull((await _access.GetAsync(login.SessionId, Stop)).Session);
        var fetches = _issuer.Fetches;
        Assert.NotNull((await _access.GetAsync(login.SessionId, Stop)).Session);
        Assert.Equal(fetches, _issuer.Fetches);

        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("IDENTITY_UNAVAILABLE", (await _access.GetAsync(login.SessionId, Stop)).Failure!.Code);
        _issuer.IsDown = false;
        RotateTokens();
        Assert.NotNull((await _access.GetAsync(login.SessionId, Stop)).Session);
    }

    [Fact]
    public async Task When_the_issuer_says_no_the_session_is_over()
    {
        var login = await Login();
        _issuer.Token = _ => Task.FromResult((400, """{"error":"invalid_grant"}"""));
        _time.Advance(TimeSpan.FromSeconds(301));
        Assert.Equal("SESSION_EXPIRED", (await _access.GetAsync(login.SessionId, Stop)).Failure!.Code);
        Assert.Equal("SESSION_MISSING", (await _access.GetAsync(null, Stop)).Failure!.Code);
        Assert.Equal(0, _sessions.Count);
    }

    [Fact]
    public async Task Logout_needs_the_sessions_own_link_and_ends_it()
    {
        var login = await Login();
        Assert.Equal("ANTI_FORGERY", (await _flow.LogoutAsync(login.SessionId, "x", Stop)).Failure!.Code);
        Assert.Equal("ANTI_FORGERY", (await _flow.LogoutAsync(login.SessionId, null, Stop)).Failure!.Code);
        Assert.NotNull(_sessions.Find(login.SessionId));

        var (url, _) = await _flow.LogoutAsync(login.SessionId, login.Session.LogoutId, Stop);
        Assert.StartsWith("https://issuer.test/logout?client_id=", url, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", url, StringComparison.Ordinal);
        Assert.EndsWith("post_logout_redirect_uri=https%3A%2F%2Fshop.example%2F", url, StringComparison.Ordinal);
        Assert.Null(_sessions.Find(login.SessionId));
        Assert.Equal("/", (await _flow.LogoutAsync(login.SessionId, null, Stop)).RedirectUrl);
    }

    [Fact]
    public void Unsafe_options_are_refused_with_their_path_and_without_the_secret()
    {
        Assert.Empty(_options.Validate("o", isDevelopment: false));
        var problems = (_options with
        {
            Authority = "http://issuer.test",
            Scopes = ["profile"],
            PublicOrigin = "http://shop.example/x",
            CallbackPath = "//evil",
            Algorithms = ["none"],
            ClientId = "",
        }).Validate("o", isDevelopment: true);
        Assert.Equal(
            ["o:Algorithms", "o:Authority", "o:CallbackPath", "o:ClientId", "o:PublicOrigin", "o:Scopes"],
            problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(problems, p => p.Message.Contains("canary", StringComparison.Ordinal));
    }

    private async Task<LoginEnd> Login(string? sessionCookie = null)
    {
        var (start, sent) = await Begin();
        IssueTokens(sent["nonce"]);
        return (await Complete(start, sent["state"], sessionCookie)).End!;
    }

    private async Task<(LoginStart Start, Dictionary<string, string> Sent)> Begin(string? returnUrl = null)
    {
        var (start, failure) = await _flow.BeginAsync(returnUrl, Stop);
        Assert.Null(failure);
        var sent = start!.RedirectUrl.Split('?')[1].Split('&').Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        return (start, sent);
    }

    private ValueTask<(LoginEnd? End, AuthenticationFailure? Failure)> Complete(
        LoginStart start, string state, string? sessionCookie = null) =>
        _flow.CompleteAsync(
            [new("code", "the-code"), new("state", state), new("iss", StubIssuer.Address), new("session_state", "x")],
            start.LoginCookie,
            sessionCookie,
            Stop);

    private void IssueTokens(string nonce, string? change = null)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var payload = new JsonObject
        {
            ["iss"] = StubIssuer.Address,
            ["aud"] = "web",
            ["sub"] = "alice",
            ["nonce"] = nonce,
            ["iat"] = now,
            ["exp"] = now + 300,
        };
        if (change is not null)
        {
            payload[change.Split('=')[0]] = JsonNode.Parse(change.Split('=')[1]);
        }

        var idToken = _issuer.Sign(payload.ToJsonString(), type: "JWT");
        _issuer.Token = form =>
        {
            _request = form;
            return Task.FromResult((200, JsonSerializer.Serialize(new
            {
                access_token = "access-0",
                refresh_token = "refresh-0",
                id_token = idToken,
                token_type = "Bearer",
                expires_in = 300,
            })));
        };
    }

    /// <summary>Each refresh token is good once: a second use fails the test's session.</summary>
    private void RotateTokens() => _issuer.Token = form =>
    {
        var number = Interlocked.Increment(ref _refreshes);
        return Task.FromResult(form["refresh_token"] == $"refresh-{number - 1}"
            ? (200, JsonSerializer.Serialize(new
            {
                access_token = $"access-{number}",
                refresh_token = $"refresh-{number}",
                token_type = "Bearer",
                expires_in = 300,
            }))
            : (400, """{"error":"invalid_grant"}"""));
    };
}
