namespace Bff.EndToEnd.Hosts;

/// <summary>What an app gets from the mobile host: trusted documents alone, each by its id.</summary>
[Collection(ShopHosts.Name)]
public sealed class MobileTests(ShopHosts hosts)
{
    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    public async Task The_home_screen_is_answered_by_its_id(string prefix)
    {
        using var client = new HostClient(hosts.Mobile.Origin);

        var answer = await client.PostAsync("/graphql", $$"""{"documentId":"{{prefix}}{{HomeScreen.Id}}"}""", Bearer());

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Json.TryGetProperty("errors", out _), answer.Text);
        Assert.Equal("c1", answer.Json.GetProperty("data").GetProperty("me").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("""{"query":"{ me { id } }"}""", 403, "DOCUMENT_NOT_TRUSTED")]
    [InlineData("""{"documentId":"sha256:0000000000000000000000000000000000000000000000000000000000000000"}""", 404, "DOCUMENT_UNKNOWN")]
    [InlineData("""{"documentId":"HomeScreen"}""", 404, "DOCUMENT_UNKNOWN")]
    [InlineData("{}", 400, "DOCUMENT_MISSING")]
    public async Task Any_other_document_is_refused_without_a_call(string body, int status, string code)
    {
        var calls = hosts.SourceCalls;
        using var client = new HostClient(hosts.Mobile.Origin);

        var answer = await client.PostAsync("/graphql", body, Bearer());

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(calls, hosts.SourceCalls);
    }

    [Theory]
    [InlineData("my-id-1", true)]
    [InlineData("with space", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task A_correlation_id_is_taken_over_or_made(string? given, bool isTaken)
    {
        using var client = new HostClient(hosts.Mobile.Origin);

        var answer = await client.GetAsync("/health/live", given is null ? [] : [("X-Correlation-Id", given)]);

        var id = answer.Header("X-Correlation-Id");
        Assert.Equal(isTaken, id == given);
        Assert.Matches("^[!-~]{1,64}$", id);
    }

    private (string Name, string Value) Bearer() => ("Authorization", "Bearer " + hosts.Identity.IssueToken());
}
