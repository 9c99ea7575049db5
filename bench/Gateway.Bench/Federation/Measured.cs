using System.Globalization;
using Gateway.Bench.Measuring;

namespace Gateway.Bench.Federation;

/// <summary>What one program's runs of one workload gave.</summary>
internal sealed class Measured(Contender contender)
{
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

    public async Task RunAsync(FederationWorkload workload, string body, int seconds, bool isCounted)
    {
        var tag = $"{workload.Name}-{Contender.Process.Id}-{_run++}";
        var before = ProcessFigures.Of(Contender.Process.Id);
        var load = await LoadResult.RunAsync(Contender.UrlOf(workload)!, body, seconds, tag);
        _last = ProcessFigures.Of(Contender.Process.Id);
        if (!isCounted)
        {
            return;
        }

        Cpu.Add((_last.CpuMilliseconds - before.CpuMilliseconds) / load.Requests);
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
        Text($"{_rate.Median:0}"),
        Text($"{_median.Median:0.0}"),
        Text($"{_tail.Median:0.0}"),
        Text($"{_last.ResidentMegabytes:0}"),
        Text($"{_last.PeakMegabytes:0}"),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
