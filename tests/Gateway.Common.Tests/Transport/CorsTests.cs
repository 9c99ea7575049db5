using System.Text;

namespace Gateway.Common.Tests.Transport;

/// <summary>Other origins' pages: the listed ones alone, compared exactly.</summary>
public sealed class CorsTests
{
    private const string App = "https://app.example";

    [Theory]
    [InlineData(App, true)]
    [InlineData("https://app.example.evil.test", false)]
    [InlineData("https://evil-app.example", false)]
    [InlineData("http://app.example", false)]
    [InlineData("https://app.example:8443", false)]
    [InlineData("https://APP.example", false)]
    [InlineData("null", false)]
    public async Task A_preflight_is_answered_for_listed_origins_only(string origin, bool isAllowed)
    {
        await using var host = await OpenHost.StartAsync(("Cors:Origins:0", App), ("Cors:MaxAge", "5m"));
        using var answer = await host.SendAsync(
            "OPTIONS", "/graphql", null, null,
            ("Origin", origin), ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "content-type"));

        Assert.Equal(isAllowed ? 204 : 405, (int)answer.StatusCode);
        Assert.Equal(isAllowed ? App : null, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal(isAllowed ? "300" : null, Header(answer, "Access-Control-Max-Age"));
        Assert.Equal(isAllowed ? "GET, HEAD, POST" : null, Header(answer, "Access-Control-Allow-Methods"));
        Assert.Null(Header(answer, "Access-Control-Allow-Credentials"));
        Assert.Contains("Origin", answer.Headers.Vary);
    }

    [Theory]
    [InlineData("/graphql", App, App)]
    [InlineData("/graphql", "https://evil.test", null)]
    [InlineData("/graphql", null, null)]
    [InlineData("/health/live", App, null)]
    public async Task An_answer_names_the_origin_that_may_read_it(string path, string? origin, string? expected)
    {
        await using var host = await OpenHost.StartAsync(("Cors:Origins:0", App));
        using var answer = await host.SendAsync(
            "GET", path + "?query=%7B__typename%7D", null, null, origin is null ? [] : [("Origin", origin)]);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(expected, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal(path == "/graphql", answer.Headers.Vary.Contains("Origin"));
        Assert.Equal(expected is not null, Header(answer, "Access-Control-Expose-Headers") is not null);
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_said_of_origins()
    {
        await using var host = await OpenHost.StartAsync();
        using var answer = await host.SendAsync(
            "POST", "/graphql", "application/json", Encoding.UTF8.GetBytes("""{"query":"{ __typename }"}"""),
            ("Origin", App));

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
        Assert.DoesNotContain("Origin", answer.Headers.Vary);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;
}
