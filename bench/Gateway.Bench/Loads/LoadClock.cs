using System.Diagnostics;

namespace Gateway.Bench.Loads;

/// <summary>Shares the time that a run may take out among its turns, and says how much is left.</summary>
/// <param name="minutes">All that it may take; null where each turn takes what its requests take.</param>
/// <param name="turns">Of all programs over all workloads.</param>
internal sealed class LoadClock(double? minutes, int turns)
{
    /// <summary>Of one turn, whatever the budget.</summary>
    public const int SecondsMax = 120;

    private readonly Stopwatch _since = Stopwatch.StartNew();
    private int _ended;

    /// <summary>
    /// What is left of the budget by what is left to do; at least 1 s a turn, so that every workload has its figure.
    /// </summary>
    public int NextSeconds => minutes is { } all
        ? (int)Math.Clamp(((all * 60) - _since.Elapsed.TotalSeconds) / Math.Max(1, turns - _ended), 1, SecondsMax)
        : SecondsMax;

    /// <summary>By what the turns so far took, or the budget where that is less.</summary>
    public TimeSpan Left
    {
        get
        {
            var one = _since.Elapsed / Math.Max(1, _ended);
            var expected = one * (turns - _ended);
            var budget = minutes is { } all ? TimeSpan.FromMinutes(all) - _since.Elapsed : expected;
            return budget < expected && budget > TimeSpan.Zero ? budget : expected;
        }
    }

    /// <param name="count">Turns that were taken, or that nobody takes any more.</param>
    public void End(int count) => _ended = Math.Min(turns, _ended + count);
}
