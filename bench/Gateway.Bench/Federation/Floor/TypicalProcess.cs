using Gateway.Bench.Federation.Subgraphs;
using Gateway.Bench.Processes;
using Gateway.Testing.Federation;
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

    public static Task<ChildProcess> StartAsync(SubgraphSet subgraphs) => ChildProcess.StartSelfAsync(
        [Command, .. FederationSchemas.All.Select(name => $"{name}={subgraphs.UrlOf(name)}")]);

    public static async Task<int> ServeAsync(string[] addresses)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<SubgraphClient>().AddSingleton<TypicalAggregates>()
            .AddSingleton<TypicalLists>();
        foreach (var address in addresses)
        {
            var (name, url) = (address[..address.IndexOf('=')], address[(address.IndexOf('=') + 1)..]);
            builder.Services.AddHttpClient(name, client => client.BaseAddress = new Uri(url));
        }

        await using var app = builder.Build();
        Map(app, "heavy", static (TypicalAggregates aggregates) => aggregates.HeavyAsync());
        Map(app, "mid", static (TypicalAggregates aggregates) => aggregates.MidAsync());
        Map(app, "small", static (TypicalAggregates aggregates) => aggregates.SmallAsync());
        Map(app, "plan-miss", static (TypicalAggregates aggregates) => aggregates.HeavyAsync());
        Map(app, "trusted", static (TypicalAggregates aggregates) => aggregates.SmallAsync());
        Map(app, "wide", static (TypicalLists lists) => lists.WideAsync());
        Map(app, "list", static (TypicalLists lists) => lists.ListAsync());
        MapEndpoint(app);
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await ChildProcess.ServeUntilParentEndsAsync();
        return 0;
    }

    /// <summary>REST without an envelope, as ours is.</summary>
    private static void MapEndpoint(WebApplication app)
    {
        const string User = "3";
        app.MapGet("/endpoint", static async (TypicalAggregates aggregates) =>
            Results.Json(await aggregates.UserPageAsync(User), SubgraphClient.Json));
    }

    private static void Map<T>(WebApplication app, string name, Func<T, Task<object>> aggregate)
        where T : notnull =>
        app.MapPost($"/{name}", async (HttpContext context, T aggregates) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            return Results.Json(new { data = await aggregate(aggregates) }, SubgraphClient.Json);
        });
}
