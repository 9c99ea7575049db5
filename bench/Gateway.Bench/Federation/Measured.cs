using System.Globalization;
using Gateway.Bench.Measuring;
using Gateway.Testing.Federation;

namespace Gateway.Bench.Federation;

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

    /// <summary>Of the subgraphs, for one request.</summary>
    public int Calls { get; set; }

    /// <summary>Milliseconds per request.</summary>
    public Samples Cpu { get; } = new();

    /// <param name="times">So many times what one run has.</param>
    public async Task RunAsync(FederationWorkload workload, string body, int times, bool isCounted)
    {
        var requests = times * workload.Requests / (Contender.IsSlow ? SlowShare : 1);
        var tag = $"{workload.Name}-{Contender.Process.Id}-{_run++}";
        var before = ProcessFigures.Of(Contender.Process.Id);
        var allocated = Contender.Process.AllocatedBytes;
        var load = await LoadResult.RunAsync(Contender.UrlOf(workload)!, body, requests, tag);
        _last = ProcessFigures.Of(Contender.Process.Id);
        if (!isCounted)
        {
            return;
        }

        Cpu.Add((_last.CpuMilliseconds - before.CpuMilliseconds) / load.Requests);
        _bytes.Add((double)(Contender.Process.AllocatedBytes - allocated ?? 0) / load.Requests / 1024);
        _rate.Add(load.RequestsPerSecond);
        _median.Add(load.MedianMilliseconds);
        _tail.Add(load.TailMilliseconds);
    }

    public string[] ToRow(FederationWorkload workload, double bare, double ours) =>
    [
        workload.Name,
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
