using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Bench.Measuring;
using Gateway.Bench.Processes;
using Gateway.Bench.Shops;
using Shop;

namespace Gateway.Bench.Aggregation;

/// <summary>
/// HomeScreen as one request, beside the same data fetched from the backends by hand; latency is the same per call.
/// </summary>
internal static class AggregationRun
{
    private const int LatencyMilliseconds = 40;
    private const int WarmRuns = 3;

    /// <summary>At or above this share of the call-after-call client's time the run fails.</summary>
    private const double ShareMax = 1.0 / 3;

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        await using var backends = await ShopBackends.StartAsync(TimeSpan.FromMilliseconds(LatencyMilliseconds));
        await using var identity = await IdentityBackend.StartAsync(new IdentityOptions());
        await using var host = await MobileHost.StartAsync(backends.Urls, identity.Backend.Url);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        var gateway = await GatewayClient.SignInAsync(http, host.Url, identity.Backend.Url);
        var contenders = Contenders(http, backends.Urls, gateway);
        var calls = await CheckAsync(contenders, backends);

        var times = contenders.ConvertAll(_ => new Samples());
        for (var run = 0; run < arguments.Runs; run++)
        {
            for (var index = 0; index < contenders.Count; index++)
            {
                var start = Stopwatch.GetTimestamp();
                await contenders[index].FetchAsync();
                times[index].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        var report = Report(contenders, calls, times, arguments.Runs);
        await report.PublishAsync("aggregation", arguments.Writes);
        var share = times[0].Median / times[1].Median;
        return share < ShareMax ? 0 : throw new BenchException(
            $"HomeScreen took {share:0.00} of the call-after-call client's time; {ShareMax:0.00} is the bound.");
    }

    private static List<Contender> Contenders(HttpMessageInvoker http, ShopUrls urls, GatewayClient gateway)
    {
        var byHand = new HandWrittenClient(new BackendClient(http, new ShopRequests(urls)));
        return
        [
            new("HomeScreen, one request to Bff.Mobile", gateway.FetchAsync),
            new("by hand, call after call", async () => (await byHand.OneByOneAsync()).ToScreen()),
            new("by hand, call after call, batch calls", async () => (await byHand.BatchedAsync()).ToScreen()),
            new("by hand, batch calls side by side", async () => (await byHand.ParallelAsync()).ToScreen()),
        ];
    }

    /// <summary>Warms each contender and compares what it fetched with the gateway's answer.</summary>
    /// <returns>Backend calls of each for one screen.</returns>
    private static async Task<List<int>> CheckAsync(List<Contender> contenders, ShopBackends backends)
    {
        var calls = new List<int>();
        JsonNode? expected = null;
        foreach (var contender in contenders)
        {
            for (var run = 0; run < WarmRuns; run++)
            {
                backends.ResetCalls();
                var screen = await contender.FetchAsync();
                expected ??= screen;
                if (!JsonNode.DeepEquals(expected, screen))
                {
                    throw new BenchException($"'{contender.Name}' has other data: {screen.ToJsonString()}");
                }
            }

            calls.Add(backends.Calls);
        }

        return calls;
    }

    private static BenchReport Report(List<Contender> contenders, List<int> calls, List<Samples> times, int runs)
    {
        var rows = contenders.Select((contender, index) => (string[])
        [
            contender.Name,
            calls[index].ToString(CultureInfo.InvariantCulture),
            $"{times[index].Median:0} ms",
            $"{times[index].Min:0}–{times[index].Max:0} ms",
            $"{times[0].Median / times[index].Median:0.00}",
        ]);
        return new BenchReport(
            ["20 orders, 40 ms a call", "backend calls", "median", "spread", "gateway's time as a share"],
            rows,
            $"{runs} runs each, interleaved, warm; all four carry the same data (compared value by value).");
    }

    /// <param name="Name">As the table shows it.</param>
    /// <param name="FetchAsync">Fetches the screen once.</param>
    private sealed record Contender(string Name, Func<Task<JsonNode>> FetchAsync);
}
