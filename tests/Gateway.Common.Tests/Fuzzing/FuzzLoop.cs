using System.Diagnostics;
using System.Globalization;

namespace Gateway.Common.Tests.Fuzzing;

/// <summary>
/// Runs a target on one input after another, each made from its own number, so that one can be run again.
/// </summary>
/// <remarks>
/// <c>GATEWAY_FUZZ_SECONDS</c> (20) and a number of rounds bound a target; <c>GATEWAY_FUZZ_SEED</c> starts
/// elsewhere; <c>GATEWAY_FUZZ_ROUND</c> runs that round alone.
/// </remarks>
internal static class FuzzLoop
{
    private const int SecondsDefault = 20;
    private const int SeedDefault = 20250901;

    /// <summary>Rounds in a second that no machine reaches: what ends the loop should the clock not.</summary>
    private const int RoundsPerSecondMax = 100_000;

    /// <summary>Bytes that an input may allocate, and more for each byte that it has.</summary>
    private const long AllocatedMin = 4 << 20;

    private const long AllocatedPerByte = 4096;

    /// <summary>After the time is over, how long the last input may take before it counts as a hang.</summary>
    private static readonly TimeSpan HangTime = TimeSpan.FromSeconds(60);

    /// <param name="target">Takes the randomness of its round; gives the bytes of its input.</param>
    public static async Task RunAsync(Func<Random, int> target)
    {
        var seed = Setting("GATEWAY_FUZZ_SEED", SeedDefault);
        var seconds = Setting("GATEWAY_FUZZ_SECONDS", SecondsDefault);
        var only = Setting("GATEWAY_FUZZ_ROUND", -1);
        var current = only;
        var work = Task.Run(() =>
        {
            var clock = Stopwatch.StartNew();
            var roundsMax = (long)seconds * RoundsPerSecondMax;
            for (var round = Math.Max(only, 0); round < roundsMax && clock.Elapsed.TotalSeconds < seconds; round++)
            {
                Volatile.Write(ref current, round);
                Check(target, seed, round);
                if (only >= 0)
                {
                    return;
                }
            }
        });
        try
        {
            await work.WaitAsync(TimeSpan.FromSeconds(seconds) + HangTime);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{Name(seed, Volatile.Read(ref current))} does not end.");
        }
    }

    private static void Check(Func<Random, int> target, int seed, int round)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        int bytes;
        try
        {
            bytes = target(new Random(unchecked((seed * 397) ^ round)));
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{Name(seed, round)}: {failure.Message}", failure);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(
            allocated <= AllocatedMin + (bytes * AllocatedPerByte),
            $"{Name(seed, round)} allocates {allocated} bytes for {bytes}.");
    }

    private static string Name(int seed, int round) => $"GATEWAY_FUZZ_SEED={seed} GATEWAY_FUZZ_ROUND={round}";

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
