using Gateway.Common.Configuration;

namespace Bff.EndToEnd.Hosts;

/// <summary>A host that starts as it should has nothing to warn of.</summary>
[Collection(ShopHosts.Name)]
public sealed class StartTests(ShopHosts hosts)
{
    [Theory]
    [InlineData("Web")]
    [InlineData("Mobile")]
    [InlineData("Partner")]
    public async Task A_start_and_a_request_warn_of_nothing(string profile)
    {
        using var log = new KeptLog();
        await using var host = await hosts.StartAsync(Enum.Parse<HostProfile>(profile), log);
        using var client = new HostClient(host.Origin);

        Assert.Equal(200, (await client.GetAsync("/health/ready")).Status);
        Assert.Empty(log.Warnings);
    }
}
