using System.Globalization;
using Gateway.Bench.Measuring;

namespace Gateway.Bench.Loads;

/// <summary>What one program's runs of one workload gave.</summary>
internal sealed class Measured(Contender contender)
{
    /// <summary>A part of the requests is enough where each takes that much longer.</summary>
    private const int SlowShare = 8;

    /// <summary>Whatever the time: one for each connection.</summary>
    private const int RequestsMin = 50;

    private const int RunsOfWarming = 2;

    private readonly Samples _bytes = new();
    private readonly Samples _rate = new();
    private readonly Samples _median = new();
    private readonly Samples _tail = new();
    private ProcessFigures _last;
    private double _perSecond;
    private int _run;

    public Contender Contender { get; } = contender;

    /// <summary>Of the backends, for one request.</summary>
    public int Calls { get; set; }

    /// <summary>Milliseconds per request.</summary>
    public Samples Cpu { get; } = new();

    /// <summary>As much as two runs have, before anything is measured.</summary>
    /// <param name="seconds">Less where this is over first.</param>
    /// <exception cref="BenchException">The program has ended, or an answer failed.</exception>
    public async Task WarmAsync(LoadCase load, string body, int seconds) =>
        _perSecond = (await SendAsync(load, body, RunsOfWarming * RequestsOf(load), seconds)).RequestsPerSecond;

    /// <summary>One run that counts.</summary>
    /// <param name="seconds">So much is sent, at most, as takes that long.</param>
    /// <exception cref="BenchException">The program has ended, or an answer failed.</exception>
    public async Task RunAsync(LoadCase load, string body, int seconds)
    {
        var requests = Math.Min(RequestsOf(load), Math.Max(RequestsMin, (int)(_perSecond * seconds)));
        var before = ProcessFigures.Of(Contender.Process.Id);
        var allocated = Contender.Process.AllocatedBytes;
        var done = await SendAsync(load, body, requests, LoadClock.SecondsMax);
        if (done.Requests == 0)
        {
            throw new BenchException($"{Contender.Name} answers nothing within {LoadClock.SecondsMax} s.");
        }

        _last = ProcessFigures.Of(Contender.Process.Id);
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

    private int RequestsOf(LoadCase load) => load.Requests / (Contender.IsPeer ? SlowShare : 1);

    private Task<LoadResult> SendAsync(LoadCase load, string body, int requests, int seconds) =>
        Contender.Process.HasEnded
            ? throw new BenchException($"{Contender.Name} has ended.")
            : LoadResult.RunAsync(
                Contender.UrlOf(load.Name)!, body, requests, seconds,
                $"{load.Name}-{Contender.Process.Id}-{_run}", _run++);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
