using System.Text.Json;
using Gateway.Bench.Engine;
using Gateway.Bench.Federation.Subgraphs;
using Gateway.Bench.Processes;
using Gateway.Testing.Federation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Bench.Federation.Floor;

/// <summary>
/// The floor: makes the same calls in the same rounds, reads each answer into rented bytes, scans it once, and writes
/// an answer that it was given beforehand.
/// </summary>
internal static class BareProcess
{
    public const string Command = "serve-bare";

    public static Task<ChildProcess> StartAsync(IReadOnlyDictionary<string, BareScript> scripts, string file)
    {
        File.WriteAllText(file, JsonSerializer.Serialize(scripts));
        return ChildProcess.StartSelfAsync(Command, file);
    }

    public static async Task<int> ServeAsync(string file)
    {
        var scripts = JsonSerializer.Deserialize<Dictionary<string, BareScript>>(await File.ReadAllTextAsync(file))!;
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        foreach (var (name, script) in scripts)
        {
            var fanOut = new BareFanOut(http, await script.PrepareAsync());
            app.Map($"/{name}", async context =>
            {
                await context.Request.Body.CopyToAsync(Stream.Null);
                await fanOut.RunAsync();
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = script.Answer.Length;
                await context.Response.Body.WriteAsync(script.Answer);
            });
        }

        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await ChildProcess.ServeUntilParentEndsAsync();
        return 0;
    }
}

/// <summary>What the bare program does for one workload.</summary>
/// <param name="Rounds">Calls that are made side by side, round after round.</param>
/// <param name="Answer">What it answers.</param>
internal sealed record BareScript(BareCall[][] Rounds, byte[] Answer)
{
    /// <summary>Spreads the calls that the gateway made over the workload's rounds.</summary>
    /// <param name="workload">Names the subgraphs of each round.</param>
    /// <param name="subgraphs">Their addresses.</param>
    /// <param name="bodies">By subgraph, what it was asked, in order.</param>
    /// <exception cref="BenchException">The gateway makes other calls than the workload says.</exception>
    public static BareScript Of(
        FederationWorkload workload, SubgraphSet subgraphs, IReadOnlyDictionary<string, string[]> bodies)
    {
        var asked = workload.Rounds.SelectMany(static round => round).CountBy(static name => name).ToDictionary();
        foreach (var (name, made) in bodies)
        {
            if (made.Length != asked.GetValueOrDefault(name))
            {
                throw new BenchException(
                    $"{workload.Name}: the gateway calls {name} {made.Length} times; mend the workload's rounds.");
            }
        }

        var next = bodies.Keys.ToDictionary(static name => name, static _ => 0);
        return new BareScript(
            [.. workload.Rounds.Select(round => round
                .Select(name => new BareCall(subgraphs.UrlOf(name), bodies[name][next[name]++])).ToArray())],
            workload.Expected);
    }

    public Task<PreparedCall[][]> PrepareAsync() => Task.WhenAll(
        Rounds.Select(static round =>
            Task.WhenAll(round.Select(static call => PreparedCall.OfAsync(call.ToMessage())))));
}

/// <summary>One call of a subgraph.</summary>
internal sealed record BareCall(string Url, string Body)
{
    public HttpRequestMessage ToMessage() => new(HttpMethod.Post, Url)
    {
        Content = new StringContent(Body, System.Text.Encoding.UTF8, "application/json"),
    };
}
