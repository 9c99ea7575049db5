using System.Globalization;

namespace Gateway.Testing.Differential;

/// <summary>Runs many operations over one set of sources.</summary>
/// <remarks>
/// <c>GATEWAY_DIFFERENTIAL_ROUNDS</c> says how many of each set, <c>GATEWAY_DIFFERENTIAL_SEED</c> starts elsewhere,
/// <c>GATEWAY_DIFFERENTIAL_ROUND</c> runs that one alone.
/// </remarks>
internal static class DifferentialLoop
{
    private const int SeedDefault = 20251125;
    private const int FailuresMax = 3;

    /// <param name="sources">What is composed.</param>
    /// <param name="roundsDefault">How many operations, unless the environment says.</param>
    /// <param name="batchesVariables">Whether the sources take lists of variables.</param>
    public static async Task RunAsync(
        IReadOnlyList<(string Name, string Sdl)> sources, int roundsDefault, bool batchesVariables = false)
    {
        var run = new DifferentialRun(sources, batchesVariables);
        var seed = Setting("GATEWAY_DIFFERENTIAL_SEED", SeedDefault);
        var only = Setting("GATEWAY_DIFFERENTIAL_ROUND", -1);
        var end = only < 0 ? Setting("GATEWAY_DIFFERENTIAL_ROUNDS", roundsDefault) : only + 1;
        var failures = new List<string>();
        for (var round = Math.Max(only, 0); round < end && failures.Count < FailuresMax; round++)
        {
            if (await run.CheckAsync(seed, round) is { } failure)
            {
                failures.Add(failure);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
