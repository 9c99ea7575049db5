using System.Diagnostics;
using System.Globalization;
using Gateway.Bench.Composition;
using Gateway.Bench.Loads;
using Gateway.Bench.Measuring;
using Gateway.Bench.Processes;

namespace Gateway.Bench.Starts;

/// <summary>Bff.Web from the start of its process until it is ready, over a supergraph of 50 sources.</summary>
internal static class StartRun
{
    private const int Sources = 50;
    private const int Operations = 200;

    /// <summary>To ready, with nothing stored.</summary>
    private const double MillisecondsMax = 1000;

    /// <summary>What preparing all stored operations may add.</summary>
    private const double OperationsMillisecondsMax = 2000;

    private const string Listening = "Now listening on:";

    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        var supergraph = await ComposeAsync(folder);
        var stored = Directory.CreateDirectory(Path.Combine(folder, "stored")).FullName;
        StoredOperations.Write(stored, Operations, Sources);
        var none = Directory.CreateDirectory(Path.Combine(folder, "none")).FullName;

        Figures plain = new(), warmed = new();
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        // The first reads the files from the disk.
        await StartAsync(http, supergraph, stored, new Figures());
        for (var run = 0; run < arguments.Runs; run++)
        {
            await StartAsync(http, supergraph, none, plain);
            await StartAsync(http, supergraph, stored, warmed);
            Console.Error.WriteLine($"run {run + 1} of {arguments.Runs}");
        }

        var bytes = new FileInfo(supergraph).Length / 1024.0 / 1024.0;
        await new BenchReport(
            ["start of Bff.Web to ready", "wall ms", "spread", "CPU ms", "spread", "RSS MB", "bound, wall ms"],
            [
                Row(string.Create(CultureInfo.InvariantCulture, $"{Sources} sources, {bytes:0.0} MB of supergraph"),
                    plain, MillisecondsMax),
                Row($"the same, {Operations} stored operations prepared",
                    warmed, MillisecondsMax + OperationsMillisecondsMax),
            ],
            "Published (Release, ReadyToRun), from before the process until /health/ready says yes; median of "
            + $"{arguments.Runs} interleaved starts of each after one.").PublishAsync("start", arguments.Writes);
        var more = warmed.Wall.Median - plain.Wall.Median;
        var verdicts = new Verdicts();
        verdicts.Add(
            plain.Wall.Median <= MillisecondsMax,
            Text($"ready within {MillisecondsMax} ms"),
            $"{plain.Wall.Median:0} ms");
        verdicts.Add(
            more <= OperationsMillisecondsMax,
            Text($"{Operations} operations take {OperationsMillisecondsMax} ms more at most"),
            $"{more:0} ms");
        verdicts.Conclude();
        return 0;
    }

    private static async Task<string> ComposeAsync(string folder)
    {
        var sources = new List<string>();
        foreach (var (index, text) in SourceSet.Of(Sources).Index())
        {
            var file = Path.Combine(folder, $"s{index}.graphql");
            await File.WriteAllTextAsync(file, text);
            sources.Add($"s{index}={file}@http://127.0.0.1:1/{index}");
        }

        var supergraph = Path.Combine(folder, "supergraph.graphql");
        await ChildProcess.RunAsync(
            "dotnet", [Repository.Host, "schema", "compose", .. sources, "--output", supergraph]);
        return supergraph;
    }

    private static async Task StartAsync(HttpClient http, string supergraph, string operations, Figures figures)
    {
        var since = Stopwatch.StartNew();
        await using var process = await ChildProcess.StartAsync(
            [
                Repository.Host, "--urls=http://127.0.0.1:0", "--Gateway:Access=Open",
                $"--Gateway:Supergraph:File={supergraph}", $"--Gateway:Operations={operations}",
            ],
            Listening,
            isWatched: false);
        while (!await IsReadyAsync(http, process))
        {
            if (since.Elapsed > ReadyMax)
            {
                throw new BenchException($"Not ready within {ReadyMax.TotalSeconds} s.");
            }
        }

        figures.Wall.Add(since.Elapsed.TotalMilliseconds);
        var of = ProcessFigures.Of(process.Id);
        figures.Cpu.Add(of.CpuMilliseconds);
        figures.Resident.Add(of.ResidentMegabytes);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, ChildProcess process)
    {
        using var answer = await http.GetAsync(new Uri($"{process.Announced}/health/ready"));
        return answer.IsSuccessStatusCode;
    }

    private static string[] Row(string name, Figures figures, double bound) =>
    [
        name,
        Text($"{figures.Wall.Median:0}"),
        Text($"{figures.Wall.Min:0}–{figures.Wall.Max:0}"),
        Text($"{figures.Cpu.Median:0}"),
        Text($"{figures.Cpu.Min:0}–{figures.Cpu.Max:0}"),
        Text($"{figures.Resident.Median:0}"),
        Text($"{bound:0}"),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Figures
    {
        public Samples Wall { get; } = new();

        public Samples Cpu { get; } = new();

        public Samples Resident { get; } = new();
    }
}
