using Gateway.Common.Configuration;
using Gateway.Common.Hosting;
using Gateway.Testing.Federation;
using Gateway.Testing.Pressure;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Bff.EndToEnd.Engine;

/// <summary>Many requests at once while some of the subgraphs' answers are spoilt; <c>bench/run pressure</c> is the
/// long form.</summary>
public sealed class PressureTests
{
    private const int Connections = 50;
    private const int Requests = 400;

    /// <summary>Of 1,600 calls, so that each kind of fault has its turn several times.</summary>
    private const int CallsPerFault = 50;

    private const int Seed = 20_261_126;

    /// <summary>
    /// Far above the host's own deadline of 10 s: nothing is measured here, only what never ends is found.
    /// </summary>
    private static readonly TimeSpan RequestMax = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Under_faults_of_every_kind_answers_are_right_as_far_as_they_go_and_every_request_ends()
    {
        var faults = new FaultPlan(CallsPerFault, Seed);
        await using var subgraphs = await FaultySubgraphs.StartAsync(faults);
        var folder = Directory.CreateTempSubdirectory("pressure-");
        await using var host = await StartAsync(subgraphs, folder.FullName);
        // Its answer has fewer nulls than an answer tells errors, whatever fails: each must have its own.
        var page = FederationWorkload.All.Single(static workload => workload.Name == "mid");
        using var load = new PressureLoad(new Uri($"{host.Urls.Single()}/graphql"), page.Body, RequestMax);
        await load.LearnAsync(page.IsRight);
        faults.IsOn = true;

        var left = Requests;
        var result = await load.RunAsync(Connections, () => Interlocked.Decrement(ref left) >= 0);

        faults.IsOn = false;
        Assert.True(result.Wrong == 0, result.Described);
        Assert.Equal(0, result.Stuck);
        Assert.Equal(Requests, result.Whole + result.Partial);
        Assert.DoesNotContain(faults.Given, static given => given.Count == 0);
        Assert.True(result.Partial > 0, "No fault reached an answer.");
        Assert.True(result.Whole > 0, "No answer was whole.");
        await load.LearnAsync(page.IsRight);
        Directory.Delete(folder.FullName, recursive: true);
    }

    private static async Task<WebApplication> StartAsync(FaultySubgraphs subgraphs, string folder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Development",
            ContentRootPath = folder,
        });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            subgraphs.SettingsOf(folder).Append(("urls", "http://127.0.0.1:0")).Append(("Gateway:Access", "Open"))
                .Append(("Gateway:Deadline", "10s"))
                .Select(static setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)));
        var host = builder.AddGateway(HostProfile.Web).Build().MapGateway();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
