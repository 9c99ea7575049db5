using System.Globalization;
using Gateway.Bench.Measuring;

namespace Gateway.Bench.Loads;

/// <summary>What one program's runs of one workload gave.</summary>
internal sealed class Measured(Contender contender)
{
    /// <summary>A part of the requests is enough where each takes that much longer.</summary>
    private const int SlowShare = 8;

    private readonly Samples _bytes = new();
    private readonly Samples _rate = new();
    private readonly Samples _median = new();
    private readonly Samples _tail = new();
    private ProcessFigures _last;
    private int _run;

    public Contender Contender { get; } = contender;

    /// <summary>Of the backends, for one request.</summary>
    public int Calls { get; set; }

    /// <summary>Milliseconds per request.</summary>
    public Samples Cpu { get; } = new();

    /// <param name="times">So many times what one run has.</param>
    /// <param name="seconds">Fewer requests are sent where this is over first.</param>
    /// <exception cref="BenchException">The program has ended, or an answer failed.</exception>
    public async Task RunAsync(LoadCase load, string body, int times, int seconds, bool isCounted)
    {
        if (Contender.Process.HasEnded)
        {
            throw new BenchException($"{Contender.Name} has ended.");
        }

        var requests = times * load.Requests / (Contender.IsPeer ? SlowShare : 1);
        var tag = $"{load.Name}-{Contender.Process.Id}-{_run++}";
        var before = ProcessFigures.Of(Contender.Process.Id);
        var allocated = Contender.Process.AllocatedBytes;
        var done = await LoadResult.RunAsync(Contender.UrlOf(load.Name)!, body, requests, seconds, tag);
        _last = ProcessFigures.Of(Contender.Process.Id);
        if (!isCounted)
        {
            return;
        }

        Cpu.Add((_last.CpuMilliseconds - before.CpuMilliseconds) / done.Requests);
        _bytes.Add((double)(Contender.Process.AllocatedBytes - allocated ?? 0) / done.Requests / 1024);
        _rate.Add(done.RequestsPerSecond);
        _median.Add(done.MedianMilliseconds);
        _tail.Add(done.TailMilliseconds);
    }

    public string[] ToRow(string workload, double bare, double ours) =>
    [
        workload,
        Contender.Name,
        Calls.ToString(CultureInfo.InvariantCulture),
        Text($"{Cpu.Median:0.000}"),
        Text($"{Cpu.Min:0.000}–{Cpu.Max:0.000}"),
        Text($"{Cpu.Median / bare:0.00}"),
        Text($"{Cpu.Median / ours:0.00}"),
        _bytes.Median > 0 ? Text($"{_bytes.Median:0.0}") : "–",
        Text($"{_rate.Median:0}"),
        Text($"{_median.Median:0.0}"),
        Text($"{_tail.Median:0.0}"),
        Text($"{_last.ResidentMegabytes:0}"),
        Text($"{_last.PeakMegabytes:0}"),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
