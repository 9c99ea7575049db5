using Gateway.Bench.Federation.Subgraphs;
using Gateway.Bench.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Bench.Federation.Floor;

/// <summary>What a team would write instead of a gateway: one endpoint for each of these queries.</summary>
internal static class TypicalProcess
{
    public const string Command = "serve-typical";

    public static readonly string[] Workloads = ["heavy", "mid", "small"];

    public static Task<ChildProcess> StartAsync(SubgraphSet subgraphs) => ChildProcess.StartSelfAsync(
        [Command, .. SubgraphProcess.Names.Select(name => $"{name}={subgraphs.UrlOf(name)}")]);

    public static async Task<int> ServeAsync(string[] addresses)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<SubgraphClient>().AddSingleton<TypicalAggregates>();
        foreach (var address in addresses)
        {
            var (name, url) = (address[..address.IndexOf('=')], address[(address.IndexOf('=') + 1)..]);
            builder.Services.AddHttpClient(name, client => client.BaseAddress = new Uri(url));
        }

        await using var app = builder.Build();
        Map(app, "heavy", static aggregates => aggregates.HeavyAsync());
        Map(app, "mid", static aggregates => aggregates.MidAsync());
        Map(app, "small", static aggregates => aggregates.SmallAsync());
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await ChildProcess.ServeUntilParentEndsAsync();
        return 0;
    }

    private static void Map(WebApplication app, string name, Func<TypicalAggregates, Task<object>> aggregate) =>
        app.MapPost($"/{name}", async (HttpContext context, TypicalAggregates aggregates) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            return Results.Json(new { data = await aggregate(aggregates) }, SubgraphClient.Json);
        });
}
