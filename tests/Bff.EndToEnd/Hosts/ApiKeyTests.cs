using Gateway.Common.Configuration;

namespace Bff.EndToEnd.Hosts;

/// <summary>A key's life at the partner host: made by the command, rotated, ended, revoked.</summary>
[Collection(ShopHosts.Name)]
public sealed class ApiKeyTests(ShopHosts hosts)
{
    private const string Own = "/v1/invoices/i3";

    private readonly IssuedKey _old = IssuedKey.Create(
        hosts.PartnerSettings, "--client", "partner-bolt", "--claims", "customers=c3");

    [Fact]
    public async Task Both_keys_of_a_client_are_good_until_the_old_one_is_revoked()
    {
        var next = IssuedKey.Create(
            [.. hosts.PartnerSettings, .. _old.Settings], "--client", "partner-bolt", "--claims", "customers=c3");

        await using (var host = await StartAsync([.. _old.Settings, .. next.Settings]))
        {
            Assert.Equal((200, null), await AskAsync(host, _old));
            Assert.Equal((200, null), await AskAsync(host, next));
        }

        await using (var host = await StartAsync([.. next.Settings]))
        {
            Assert.Equal((401, "API_KEY_INVALID"), await AskAsync(host, _old));
            Assert.Equal((200, null), await AskAsync(host, next));
        }
    }

    [Fact]
    public async Task A_key_past_its_end_is_refused_with_a_code_of_its_own()
    {
        var lasting = IssuedKey.Create(
            [.. hosts.PartnerSettings, .. _old.Settings],
            "--client", "partner-bolt", "--claims", "customers=c3", "--not-after", "2999-12-31T00:00:00Z");
        var ended = _old.Settings[0].Key.Replace(":Id", ":NotAfter", StringComparison.Ordinal);

        await using var host = await StartAsync(
            [.. _old.Settings, .. lasting.Settings, (ended, "2020-01-01T00:00:00Z")]);

        Assert.Equal((401, "API_KEY_EXPIRED"), await AskAsync(host, _old));
        Assert.Equal((200, null), await AskAsync(host, lasting));
    }

    [Fact]
    public async Task A_key_is_good_under_the_pepper_of_its_host_alone()
    {
        await using var host = await StartAsync(
            [.. _old.Settings, ("Gateway:ApiKeys:Pepper", "another pepper of at least 32 bytes")]);

        Assert.Equal((401, "API_KEY_INVALID"), await AskAsync(host, _old));
    }

    private Task<RunningHost> StartAsync((string, string)[] settings) =>
        hosts.StartAsync(HostProfile.Partner, log: null, settings);

    private static async Task<(int Status, string? Code)> AskAsync(RunningHost host, IssuedKey key)
    {
        using var client = new HostClient(host.Origin);
        var answer = await client.GetAsync(Own, ("X-Api-Key", key.Text));
        return (answer.Status, answer.Code);
    }
}
