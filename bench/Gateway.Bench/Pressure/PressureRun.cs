using Gateway.Bench.Measuring;
using Gateway.Testing.Pressure;

namespace Gateway.Bench.Pressure;

/// <summary>
/// The heavy query over 500 connections while one of a hundred answers of the subgraphs is spoilt: every answer is
/// judged, every request has to end, and memory has to come back to where it was before.
/// </summary>
internal static class PressureRun
{
    private const int Connections = 500;
    private const int CallsPerFault = 100;
    private const int Seed = 20_261_126;
    private const double MinutesUsual = 1;

    /// <summary>
    /// Of the minutes under faults: as long the same load runs without, for the memory to compare with.
    /// </summary>
    private const double WarmingShare = 0.5;

    /// <summary>Buffers and connections differ a little from one moment to the next.</summary>
    private const double HeldSlackMegabytes = 8;

    private const double ResidentRatioMax = 1.15;

    /// <summary>Callers give up a held call by their deadline; nothing is held after it.</summary>
    private static readonly TimeSpan HeldMax = TimeSpan.FromSeconds(PressureHost.DeadlineSeconds);

    private static readonly TimeSpan HeldPause = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var duration = TimeSpan.FromMinutes(arguments.Minutes ?? MinutesUsual);
        var faults = new FaultPlan(CallsPerFault, Seed);
        await using var host = await PressureHost.StartAsync(faults);
        await WarmAsync(host, duration * WarmingShare);
        var before = host.Collect();

        faults.IsOn = true;
        var result = await host.RunAsync(Connections, duration);
        faults.IsOn = false;

        var drained = await DrainAsync(host);
        var busy = host.ResidentMegabytes;
        var after = host.Collect();
        Console.WriteLine(
            $"{result.Total} requests over {Connections} connections in {duration.TotalSeconds:0} s, {faults.Total} "
            + $"faults ({string.Join(", ", faults.Given.Select(static given => $"{given.Kind} {given.Count}"))}): "
            + $"{result.Whole} whole, {result.Partial} partial, {result.Wrong} wrong, {result.Stuck} stuck.");
        Console.WriteLine($"{await Machine.DescribeAsync()}.");
        Judge(result, faults, drained, before, after, busy);
        return 0;
    }

    private static async Task WarmAsync(PressureHost host, TimeSpan duration)
    {
        var result = await host.RunAsync(Connections, duration);
        if (result.Wrong + result.Stuck > 0 || result.Whole == 0)
        {
            throw new BenchException($"Without faults: {result.Wrong} wrong, {result.Stuck} stuck. {result.Described}");
        }

        Console.Error.WriteLine($"warm: {result.Whole} whole, {result.Partial} partial");
    }

    /// <returns>Whether nothing is held any more.</returns>
    private static async Task<bool> DrainAsync(PressureHost host)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (host.Subgraphs.Held > 0 && TimeProvider.System.GetElapsedTime(since) < HeldMax)
        {
            await Task.Delay(HeldPause, TimeProvider.System);
        }

        return host.Subgraphs.Held == 0;
    }

    private static void Judge(
        PressureResult result,
        FaultPlan faults,
        bool drained,
        (double Held, double Resident) before,
        (double Held, double Resident) after,
        double busy)
    {
        var verdicts = new Verdicts();
        verdicts.Add(
            result.Wrong == 0,
            "every answer is right, or null with an error at the path of what failed",
            $"{result.Wrong} of {result.Total} are not {result.Described}");
        verdicts.Add(
            result.Stuck == 0,
            $"every request ends by its deadline of {PressureHost.DeadlineSeconds} s",
            $"{result.Stuck} stuck, slowest {result.Slowest.TotalSeconds:0.0} s");
        verdicts.Add(
            faults.Given.All(static given => given.Count > 0) && result.Partial > 0 && result.Whole > 0,
            "every kind of fault was given, and some reached answers",
            $"{faults.Total} faults, {result.Partial} partial answers");
        verdicts.Add(drained, "no call is left running", $"{(drained ? "none" : "some")} held");
        verdicts.Add(
            after.Held <= before.Held + HeldSlackMegabytes,
            $"the managed heap is back to its level, give or take {HeldSlackMegabytes} MB",
            $"{before.Held:0.0} MB before, {after.Held:0.0} MB after");
        verdicts.Add(
            after.Resident <= before.Resident * ResidentRatioMax,
            "memory is back to its level, give or take 15 %",
            $"{before.Resident:0} MB before, {busy:0} MB under load, {after.Resident:0} MB after");
        verdicts.Conclude();
    }
}
