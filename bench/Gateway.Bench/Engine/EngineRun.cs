using System.Globalization;
using System.Text;
using Gateway.Bench.Measuring;
using Gateway.Bench.Processes;
using Gateway.Bench.Shops;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Resilience;

namespace Gateway.Bench.Engine;

/// <summary>
/// CPU and bytes of the engine alone, without a transport in front, beside the bare calls; backends are another
/// process.
/// </summary>
internal static class EngineRun
{
    /// <summary>Enough for the runtime to have compiled the hot paths again with what it learned.</summary>
    private const int WarmRequests = 2000;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        await using var backends = await BackendsProcess.StartAsync();
        var urls = BackendsProcess.UrlsOf(backends);
        var snapshot = ShopSnapshot.Build(urls);
        var pipeline = ShopPipeline.Over(snapshot);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
        var rows = new List<string[]>();
        foreach (var workload in Workload.All(urls))
        {
            rows.Add(await MeasureAsync(workload, pipeline, http, arguments));
        }

        snapshot.Retire();
        await new BenchReport(
            [
                "backends without latency", "calls", "engine CPU", "bare CPU", "ratio", "engine bytes", "bare bytes",
                "ratio",
            ],
            rows,
            $"Per request; median of {arguments.Runs} interleaved runs of {arguments.Requests} requests, 8 at a time, "
            + $"after {WarmRequests}. In brackets the spread. Bare: the same calls, answers read, "
            + "JSON scanned, nothing written.")
            .PublishAsync("engine", arguments.Writes);
        return 0;
    }

    private static async Task<string[]> MeasureAsync(
        Workload workload, RequestPipeline pipeline, HttpMessageInvoker http, BenchArguments arguments)
    {
        var rounds = await Task.WhenAll(
            workload.Rounds.Select(static round => Task.WhenAll(round.Select(PreparedCall.OfAsync))));
        var bare = new BareFanOut(http, rounds);
        var document = Encoding.UTF8.GetBytes(workload.Document);
        Func<Task> engine = () => AskAsync(pipeline, document);
        await Cost.MeasureAsync(engine, WarmRequests);
        await Cost.MeasureAsync(bare.RunAsync, WarmRequests);

        Samples engineCpu = new(), engineBytes = new(), bareCpu = new(), bareBytes = new();
        for (var run = 0; run < arguments.Runs; run++)
        {
            Add(await Cost.MeasureAsync(engine, arguments.Requests), engineCpu, engineBytes);
            Add(await Cost.MeasureAsync(bare.RunAsync, arguments.Requests), bareCpu, bareBytes);
        }

        return
        [
            workload.Name,
            workload.Calls.ToString(CultureInfo.InvariantCulture),
            $"{engineCpu.Median:0} µs ({engineCpu.Min:0}–{engineCpu.Max:0})",
            $"{bareCpu.Median:0} µs ({bareCpu.Min:0}–{bareCpu.Max:0})",
            $"{engineCpu.Median / bareCpu.Median:0.00}",
            $"{engineBytes.Median / 1024:0.0} KB",
            $"{bareBytes.Median / 1024:0.0} KB",
            $"{engineBytes.Median / bareBytes.Median:0.00}",
        ];
    }

    private static void Add(Cost cost, Samples cpu, Samples bytes)
    {
        cpu.Add(cost.CpuMicroseconds);
        bytes.Add(cost.AllocatedBytes);
    }

    /// <exception cref="BenchException">The answer has errors: its cost would say nothing.</exception>
    private static async Task AskAsync(RequestPipeline pipeline, byte[] document)
    {
        using var reply = await pipeline.RunAsync(
            new GatewayRequest
            {
                Caller = ShopPipeline.Caller,
                ClientAddress = "127.0.0.1",
                Document = document,
                CorrelationId = "bench",
                Deadline = CallDeadline.After(TimeProvider.System, Deadline),
                FindHeader = static _ => null,
            },
            CancellationToken.None);
        if (reply.Kind != ReplyKind.Executed || reply.ErrorCount > 0)
        {
            throw new BenchException($"The engine answered: {Encoding.UTF8.GetString(reply.Body.Span)}");
        }
    }
}
