using System.Diagnostics;
using Gateway.Bench.Measuring;
using Gateway.Common.Composition;

namespace Gateway.Bench.Composition;

/// <summary>Reading and composing 25, 50, 100 and 200 subgraphs.</summary>
internal static class CompositionRun
{
    private const double SecondsMax = 5;
    private const double MegabytesMax = 1024;
    private const double Megabyte = 1024 * 1024;
    private static readonly int[] Sizes = [25, 50, 100, 200];

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var sets = Sizes.Select(SourceSet.Of).ToList();
        var figures = Sizes.Select(static _ => new Figures()).ToList();
        Measure(sets[0], new Figures());
        for (var run = 0; run < arguments.Runs; run++)
        {
            for (var index = 0; index < Sizes.Length; index++)
            {
                Measure(sets[index], figures[index]);
            }
        }

        using var process = Process.GetCurrentProcess();
        var peak = process.PeakWorkingSet64 / Megabyte;
        await new BenchReport(
            [
                "sources of 50 types of 20 fields", "SDL", "time", "CPU", "CPU a source", "allocated",
                "supergraph's own memory",
            ],
            Sizes.Select((size, index) => Row(size, sets[index], figures[index])),
            $"Parse, validate, merge, check satisfiability; median of {arguments.Runs} interleaved runs after one. In "
            + $"brackets the spread. Peak working set of the process: {peak:0} MB.")
            .PublishAsync("composition", arguments.Writes);
        if (figures[^1].Cpu.Min > SecondsMax || peak > MegabytesMax)
        {
            throw new BenchException($"200 sources took more than {SecondsMax} s or {MegabytesMax} MB.");
        }

        return 0;
    }

    private static string[] Row(int size, IReadOnlyList<string> texts, Figures figures) =>
    [
        $"{size}",
        $"{texts.Sum(static text => text.Length) / Megabyte:0.0} MB",
        $"{figures.Wall.Median:0.00} s ({figures.Wall.Min:0.00}–{figures.Wall.Max:0.00})",
        $"{figures.Cpu.Median:0.00} s ({figures.Cpu.Min:0.00}–{figures.Cpu.Max:0.00})",
        $"{figures.Cpu.Median * 1000 / size:0.0} ms",
        $"{figures.Allocated.Median / Megabyte:0} MB",
        $"{figures.Kept.Median / Megabyte:0} MB",
    ];

    private static void Measure(IReadOnlyList<string> texts, Figures figures)
    {
        var kept = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var supergraph = Compose(texts);
        figures.Wall.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        process.Refresh();
        figures.Cpu.Add((process.TotalProcessorTime - cpu).TotalSeconds);
        Console.Error.WriteLine(
            $"{texts.Count} sources: {figures.Wall.Max:0.00} s at most, {figures.Cpu.Max:0.00} s of CPU");
        figures.Allocated.Add(GC.GetTotalAllocatedBytes(precise: true) - allocated);
        figures.Kept.Add(GC.GetTotalMemory(forceFullCollection: true) - kept);
        GC.KeepAlive(supergraph);
    }

    private static Supergraph Compose(IReadOnlyList<string> texts)
    {
        var errors = new List<CompositionError>();
        var sources = new List<SourceSchema>();
        for (var index = 0; index < texts.Count; index++)
        {
            if (SourceSchemaReader.Read($"s{index}", SourceKind.GraphQL, texts[index], null, errors) is { } source)
            {
                sources.Add(source);
            }
        }

        var result = SchemaComposer.Compose(sources);
        return result.Supergraph is { } supergraph && errors.Count == 0
            ? supergraph
            : throw new BenchException($"They do not compose: {errors.Concat(result.Errors).First()}");
    }

    private sealed class Figures
    {
        /// <summary>Seconds.</summary>
        public Samples Wall { get; } = new();

        /// <summary>Seconds of all cores.</summary>
        public Samples Cpu { get; } = new();

        /// <summary>Bytes.</summary>
        public Samples Allocated { get; } = new();

        /// <summary>Bytes that stay.</summary>
        public Samples Kept { get; } = new();
    }
}
