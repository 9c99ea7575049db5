using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Bff.EndToEnd.Hosts;

/// <summary>A browser's way through the web host: login, session, anti-forgery, logout; no token on the way.</summary>
[Collection(ShopHosts.Name)]
public sealed class WebTests(ShopHosts hosts)
{
    private const string Query = """{"query":"{ me { id } }"}""";

    private readonly List<HostAnswer> _answers = [];

    [Fact]
    public async Task A_login_gives_a_cookie_that_is_an_id_and_no_token_reaches_the_browser()
    {
        using var client = new HostClient(hosts.Web.Origin);

        var cookie = await LogInAsync(client);
        var user = Keep(await client.GetAsync("/bff/user", ("Cookie", cookie), ("X-CSRF", "1")));
        var answer = Keep(await client.PostAsync("/graphql", Query, ("Cookie", cookie), ("X-CSRF", "1")));

        Assert.Equal(200, user.Status);
        Assert.Equal("c1", answer.Json.GetProperty("data").GetProperty("me").GetProperty("id").GetString());
        Assert.All(_answers, static seen => Assert.DoesNotContain(
            "eyJ", seen.Text + string.Join('\n', seen.Headers.Values), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("1", "https://evil.example")]
    public async Task A_session_alone_is_not_enough_for_a_request(string? header, string? origin)
    {
        using var client = new HostClient(hosts.Web.Origin);
        List<(string Name, string Value)> headers = [("Cookie", await LogInAsync(client))];
        headers.AddRange(header is null ? [] : [("X-CSRF", header)]);
        headers.AddRange(origin is null ? [] : [("Origin", origin)]);

        var answer = await client.PostAsync("/graphql", Query, [.. headers]);

        Assert.Equal((403, "ANTI_FORGERY"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Logout_needs_the_sessions_own_link_and_ends_it()
    {
        using var client = new HostClient(hosts.Web.Origin);
        var cookie = await LogInAsync(client);

        var refused = await client.GetAsync("/bff/logout", ("Cookie", cookie));
        var before = await client.GetAsync("/bff/user", ("Cookie", cookie), ("X-CSRF", "1"));
        var link = Regex.Match(before.Text, "/bff/logout\\?sid=[A-Za-z0-9_-]+").Value;
        await client.GetAsync(link, ("Cookie", cookie));
        var after = await client.GetAsync("/bff/user", ("Cookie", cookie), ("X-CSRF", "1"));

        Assert.InRange(refused.Status, 400, 499);
        Assert.Equal((200, 401), (before.Status, after.Status));
    }

    [Fact]
    public async Task A_callback_without_the_browsers_login_cookie_is_refused()
    {
        using var client = new HostClient(hosts.Web.Origin);

        var answer = await client.GetAsync("/bff/callback?code=abc&state=def");

        Assert.Equal((400, "LOGIN_INVALID"), (answer.Status, answer.Code));
        Assert.Null(answer.Header("Set-Cookie"));
    }

    /// <returns>The session's cookie as a browser sends it back.</returns>
    private async Task<string> LogInAsync(HostClient client)
    {
        var begun = Keep(await client.GetAsync("/bff/login"));
        var callback = await AuthorizeAsync(new Uri(begun.Header("Location")!));
        var loginCookie = begun.Header("Set-Cookie")!.Split(';')[0];
        var ended = Keep(await client.GetAsync(callback.PathAndQuery, ("Cookie", loginCookie)));

        var session = ended.Header("Set-Cookie")!.Split('\n')[0];
        Assert.Matches("^__Host-bff=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict$", session);
        return session.Split(';')[0];
    }

    /// <summary>Sends the provider's form as alice.</summary>
    private static async Task<Uri> AuthorizeAsync(Uri authorize)
    {
        var form = QueryHelpers.ParseQuery(authorize.Query)
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        form["username"] = "alice";
        form["password"] = "alice-password";
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(
            new Uri(authorize, authorize.AbsolutePath), content, TestContext.Current.CancellationToken);
        return answer.Headers.Location!;
    }

    private HostAnswer Keep(HostAnswer answer)
    {
        _answers.Add(answer);
        return answer;
    }
}
