using Gateway.Common.Configuration;

namespace Bff.EndToEnd.Hosts;

/// <summary>Each client has its own limit on every host; whoever is nobody has its address's.</summary>
[Collection(ShopHosts.Name)]
public sealed class RateLimitTests(ShopHosts hosts)
{
    private const string Query = """{"query":"{ me { id } }"}""";

    private readonly IssuedKey _otherKey = IssuedKey.Create(hosts.PartnerSettings, "--client", "partner-bolt");

    [Theory]
    [InlineData("Web")]
    [InlineData("Mobile")]
    [InlineData("Partner")]
    public async Task The_fourth_request_of_three_is_refused_and_another_client_is_not(string profile)
    {
        await using var host = await StartAsync(profile, ("Gateway:RateLimit:Permits", "3"));
        using var client = new HostClient(host.Origin);
        var alice = await CredentialAsync(profile, client, "alice");
        for (var left = 2; left >= 0; left--)
        {
            var answer = await AskAsync(profile, client, alice);
            Assert.Equal(200, answer.Status);
            Assert.Equal("\"client\";q=3;w=60", answer.Header("RateLimit-Policy"));
            Assert.Matches($"^\"client\";r={left};t=[0-9]+$", answer.Header("RateLimit"));
            Assert.Null(answer.Header("Retry-After"));
        }

        var calls = hosts.SourceCalls;
        AssertRefused(await AskAsync(profile, client, alice), "client");
        if (profile == "Partner")
        {
            AssertRefused(await client.GetAsync("/v1/products/p1/image", alice), "client");
        }

        Assert.Equal(calls, hosts.SourceCalls);
        Assert.Equal(200, (await AskAsync(profile, client, await CredentialAsync(profile, client, "bob"))).Status);
    }

    [Theory]
    [InlineData("Web")]
    [InlineData("Mobile")]
    [InlineData("Partner")]
    public async Task Nobodys_third_request_of_two_is_refused_and_a_client_at_that_address_is_not(string profile)
    {
        await using var host = await StartAsync(profile, ("Gateway:RateLimit:FailurePermits", "2"));
        using var client = new HostClient(host.Origin);
        (string, string)[] wrong = [("Authorization", "Bearer wrong"), ("X-Api-Key", "wrong"), ("Cookie", "wrong")];

        Assert.Equal(401, (await AskAsync(profile, client, wrong)).Status);
        Assert.Equal(401, (await AskAsync(profile, client, wrong)).Status);
        AssertRefused(await AskAsync(profile, client, wrong), "address");
        var known = await CredentialAsync(profile, client, "alice");
        Assert.Equal(200, (await AskAsync(profile, client, known)).Status);
        AssertRefused(await AskAsync(profile, client, wrong), "address");
    }

    private static void AssertRefused(HostAnswer refused, string policy)
    {
        Assert.Equal((429, "RATE_LIMITED"), (refused.Status, refused.Code));
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, null), 1, 60);
        Assert.Matches($"^\"{policy}\";r=0;t=[0-9]+$", refused.Header("RateLimit"));
        Assert.StartsWith($"\"{policy}\";q=", refused.Header("RateLimit-Policy"), StringComparison.Ordinal);
    }

    private Task<RunningHost> StartAsync(string profile, (string, string) setting) => hosts.StartAsync(
        Enum.Parse<HostProfile>(profile),
        log: null,
        [setting, .. profile == "Partner" ? _otherKey.Settings : []]);

    private static Task<HostAnswer> AskAsync(string profile, HostClient client, params (string, string)[] credential) =>
        profile switch
        {
            "Web" => client.PostAsync("/graphql", Query, [.. credential, ("X-CSRF", "1")]),
            "Mobile" => client.PostAsync("/graphql", HomeScreen.Body(1), credential),
            _ => client.GetAsync("/v1/products/p1/image", credential),
        };

    private async Task<(string, string)> CredentialAsync(string profile, HostClient client, string name) =>
        profile switch
        {
            "Web" => ("Cookie", await new WebLogin(client).RunAsync(name)),
            "Mobile" => ("Authorization", "Bearer " + hosts.Identity.IssueToken(username: name)),
            _ => ("X-Api-Key", name == "alice" ? hosts.ApiKey : _otherKey.Text),
        };
}
