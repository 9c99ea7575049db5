namespace Bff.EndToEnd.Hosts;

/// <summary>What an attacker puts into a browser before a login, or into the link to it, is of no use.</summary>
[Collection(ShopHosts.Name)]
public sealed class LoginTests(ShopHosts hosts)
{
    private const string Evil = "evil.example";

    [Fact]
    public async Task A_cookie_that_was_there_before_the_login_is_not_adopted()
    {
        var planted = "__Host-bff=" + new string('A', 43);
        using var client = new HostClient(hosts.Web.Origin);
        var login = new WebLogin(client);

        var cookie = WebLogin.CookieOf(await login.CompleteAsync("alice", cookie: planted));

        Assert.NotEqual(planted, cookie);
        Assert.Equal((401, 200), (await UserAsync(client, planted), await UserAsync(client, cookie)));
        Assert.DoesNotContain("__Host-bff=", login.Answers[0].Header("Set-Cookie"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_login_has_an_id_of_its_own_and_ends_the_session_before_it()
    {
        using var client = new HostClient(hosts.Web.Origin);
        var login = new WebLogin(client);

        var first = await login.RunAsync();
        var before = await UserAsync(client, first);
        var second = WebLogin.CookieOf(await login.CompleteAsync("bob", cookie: first));

        Assert.NotEqual(first, second);
        Assert.Equal(
            (200, 401, 200), (before, await UserAsync(client, first), await UserAsync(client, second)));
    }

    [Theory]
    [InlineData("/orders?page=2#top")]
    [InlineData("/a/b")]
    [InlineData("/?next=//evil.example")]
    public async Task A_local_return_address_is_followed(string target)
    {
        using var client = new HostClient(hosts.Web.Origin);

        var ended = await new WebLogin(client).CompleteAsync("alice", "?returnUrl=" + Uri.EscapeDataString(target));

        Assert.Equal((303, target), (ended.Status, ended.Header("Location")));
    }

    /// <summary>As they stand in the query.</summary>
    [Theory]
    [InlineData("//evil.example")]
    [InlineData("%2F%2Fevil.example")]
    [InlineData("///evil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("%5C%5Cevil.example")]
    [InlineData("%5C/evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("https:/evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("HTTPS%3A%2F%2Fevil.example")]
    [InlineData("http:////evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,evil.example")]
    [InlineData("%09//evil.example")]
    [InlineData("/%09/evil.example")]
    [InlineData("/%0A/evil.example")]
    [InlineData("/%0D%0ALocation:%20//evil.example")]
    [InlineData("%0D%0A//evil.example")]
    [InlineData("%20//evil.example")]
    [InlineData("/%20/evil.example")]
    [InlineData("%00//evil.example")]
    [InlineData("/%00/evil.example")]
    [InlineData("/%7F/evil.example")]
    [InlineData("/%252F/evil.example")]
    [InlineData("/%25252F%25252Fevil.example")]
    [InlineData("/%255Cevil.example")]
    [InlineData("/%2509/evil.example")]
    [InlineData("/%C2%85/evil.example")]
    [InlineData("/%E2%80%A8/evil.example")]
    [InlineData("%EF%BC%8F%EF%BC%8Fevil.example")]
    [InlineData("localhost@evil.example")]
    [InlineData("//localhost@evil.example")]
    [InlineData("//localhost:443@evil.example/")]
    [InlineData("@evil.example")]
    [InlineData(".evil.example")]
    [InlineData("evil.example")]
    [InlineData("")]
    [InlineData("?x=//evil.example")]
    [InlineData("/a&returnUrl=//evil.example")]
    [InlineData("//evil.example&returnUrl=/a")]
    public async Task A_return_address_never_leads_off_the_host(string target)
    {
        using var client = new HostClient(hosts.Web.Origin);

        var ended = await new WebLogin(client).CompleteAsync("alice", "?returnUrl=" + target);

        Assert.Equal((400, "RETURN_URL_INVALID"), (ended.Status, ended.Code));
        Assert.Null(ended.Header("Location"));
        Assert.Null(ended.Header("Set-Cookie"));
        Assert.DoesNotContain(Evil, ended.Text, StringComparison.Ordinal);
    }

    private static async Task<int> UserAsync(HostClient client, string cookie) =>
        (await client.GetAsync("/bff/user", ("Cookie", cookie), ("X-CSRF", "1"))).Status;
}
