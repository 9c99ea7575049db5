using System.Globalization;
using Gateway.Bench.Measuring;
using Gateway.Testing.Pressure;

namespace Gateway.Bench.Pressure;

/// <summary>The heavy query over 50 connections for minutes: whether memory stays where it is.</summary>
internal static class MemoryRun
{
    private const int Connections = 50;
    private const double MinutesUsual = 10;

    /// <summary>Samples of a run, at least: a shorter one looks more often.</summary>
    private const int SamplesMin = 12;

    /// <summary>Of the samples, before caches and buffers have their size.</summary>
    private const double WarmingShare = 0.25;

    /// <summary>By which the line through the rest may rise, of its mean.</summary>
    private const double RiseRatioMax = 0.03;

    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var duration = TimeSpan.FromMinutes(arguments.Minutes ?? MinutesUsual);
        await using var host = await PressureHost.StartAsync(new FaultPlan(int.MaxValue, 0));
        var load = host.RunAsync(Connections, duration);
        var samples = await SampleAsync(host, load, TimeSpan.FromTicks(
            Math.Min(PauseMax.Ticks, duration.Ticks / SamplesMin)));
        var result = await load;
        var kept = samples.Skip((int)(samples.Count * WarmingShare)).ToList();
        var slope = SlopeOf(kept);
        var rise = slope * (kept[^1].Minutes - kept[0].Minutes);
        var mean = kept.Average(static sample => sample.Megabytes);
        var (held, resident) = host.Collect();

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Total} requests over {Connections} connections in {duration.TotalMinutes:0.0} min; mean "
            + $"{mean:0.0} MB, {slope:+0.00;-0.00} MB a minute; {held:0.0} MB held in {resident:0} once collected."));
        Console.WriteLine($"{await Machine.DescribeAsync()}.");
        var verdicts = new Verdicts();
        verdicts.Add(
            result.Wrong + result.Stuck == 0 && result.Whole > 0,
            "every answer is right",
            $"{result.Wrong} wrong, {result.Stuck} stuck, {result.Partial} partial {result.Described}");
        verdicts.Add(
            rise <= mean * RiseRatioMax,
            $"memory is flat: it rises by {RiseRatioMax * 100} % at most past the first quarter",
            $"{rise:+0.0;-0.0} MB of {mean:0.0}");
        verdicts.Conclude();
        return 0;
    }

    private static async Task<List<(double Minutes, double Megabytes)>> SampleAsync(
        PressureHost host, Task load, TimeSpan pause)
    {
        var since = TimeProvider.System.GetTimestamp();
        var samples = new List<(double Minutes, double Megabytes)>();
        while (!load.IsCompleted)
        {
            await Task.WhenAny(load, Task.Delay(pause, TimeProvider.System));
            var sample = (TimeProvider.System.GetElapsedTime(since).TotalMinutes, host.ResidentMegabytes);
            samples.Add(sample);
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{sample.TotalMinutes:0.00} min  {sample.ResidentMegabytes:0.0} MB"));
        }

        return samples;
    }

    /// <summary>Of the line that fits best (least squares), in megabytes a minute.</summary>
    private static double SlopeOf(List<(double Minutes, double Megabytes)> samples)
    {
        var (x, y) = (samples.Average(static at => at.Minutes), samples.Average(static at => at.Megabytes));
        var spread = samples.Sum(at => (at.Minutes - x) * (at.Minutes - x));
        return spread == 0 ? 0 : samples.Sum(at => (at.Minutes - x) * (at.Megabytes - y)) / spread;
    }
}
