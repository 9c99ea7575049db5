using System.Text.RegularExpressions;

namespace Bff.EndToEnd.Hosts;

/// <summary>A browser's way through the web host: login, session, anti-forgery, logout; no token on the way.</summary>
[Collection(ShopHosts.Name)]
public sealed class WebTests(ShopHosts hosts)
{
    private const string Query = """{"query":"{ me { id } }"}""";

    [Fact]
    public async Task A_login_gives_a_cookie_that_is_an_id_and_no_token_reaches_the_browser()
    {
        using var client = new HostClient(hosts.Web.Origin);

        var login = new WebLogin(client);
        var cookie = await login.RunAsync();
        var user = await client.GetAsync("/bff/user", ("Cookie", cookie), ("X-CSRF", "1"));
        var answer = await client.PostAsync("/graphql", Query, ("Cookie", cookie), ("X-CSRF", "1"));

        Assert.Equal(200, user.Status);
        Assert.Equal("c1", answer.Json.GetProperty("data").GetProperty("me").GetProperty("id").GetString());
        Assert.All([.. login.Answers, user, answer], static seen => Assert.DoesNotContain(
            "eyJ", seen.Text + string.Join('\n', seen.Headers.Values), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("1", "https://evil.example")]
    public async Task A_session_alone_is_not_enough_for_a_request(string? header, string? origin)
    {
        using var client = new HostClient(hosts.Web.Origin);
        List<(string Name, string Value)> headers = [("Cookie", await new WebLogin(client).RunAsync())];
        headers.AddRange(header is null ? [] : [("X-CSRF", header)]);
        headers.AddRange(origin is null ? [] : [("Origin", origin)]);

        var answer = await client.PostAsync("/graphql", Query, [.. headers]);

        Assert.Equal((403, "ANTI_FORGERY"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Logout_needs_the_sessions_own_link_and_ends_it()
    {
        using var client = new HostClient(hosts.Web.Origin);
        var cookie = await new WebLogin(client).RunAsync();

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
}
