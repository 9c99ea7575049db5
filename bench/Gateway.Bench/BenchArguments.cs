using System.Globalization;

namespace Gateway.Bench;

/// <summary>What a run is told on the command line, after its name: <c>--runs 9 --requests 2000</c>.</summary>
internal sealed record BenchArguments
{
    private const int CountMax = 1_000_000;

    private const double MinutesMin = 0.05;
    private const double MinutesMax = 1440;

    /// <summary>Measured runs of each thing compared; at least 3, default 9.</summary>
    public int Runs { get; init; } = 9;

    /// <summary>Requests of one engine run; default 2000.</summary>
    public int Requests { get; init; } = 2000;

    /// <summary>
    /// How long a run under load may take or has to; null where that is the run's to say. From 0.05 to 1440.
    /// </summary>
    public double? Minutes { get; init; }

    /// <summary>The workloads to run; all when none is named.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Whether programs of others are run too.</summary>
    public bool WithPeers { get; init; } = true;

    /// <summary>Whether README.md and <c>bench/results</c> are written.</summary>
    public bool Writes { get; init; } = true;

    /// <exception cref="ArgumentException">An unknown option or a value out of range; the message names it.</exception>
    public static BenchArguments Read(ReadOnlySpan<string> arguments)
    {
        var read = new BenchArguments();
        for (var index = 0; index < arguments.Length; index++)
        {
            var name = arguments[index];
            read = name switch
            {
                "--runs" => read with { Runs = Count(name, arguments, ++index, 3) },
                "--requests" => read with { Requests = Count(name, arguments, ++index, 1) },
                "--minutes" => read with { Minutes = Duration(name, arguments, ++index) },
                "--dry" => read with { Writes = false },
                "--alone" => read with { WithPeers = false },
                "--only" when index + 1 < arguments.Length => read with { Only = arguments[++index].Split(',') },
                _ => throw new ArgumentException(
                    $"Unknown option {name}; there are --runs N, --requests N, --minutes N, --only A,B, --alone "
                    + "and --dry."),
            };
        }

        return read;
    }

    public bool Takes(string workload) => Only.Count == 0 || Only.Contains(workload);

    private static int Count(string name, ReadOnlySpan<string> arguments, int index, int min) =>
        index < arguments.Length
        && int.TryParse(arguments[index], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count >= min && count <= CountMax
            ? count
            : throw new ArgumentException($"{name} takes a number from {min} to {CountMax}.");

    private static double Duration(string name, ReadOnlySpan<string> arguments, int index) =>
        index < arguments.Length
        && double.TryParse(
            arguments[index], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes)
        && minutes is >= MinutesMin and <= MinutesMax
            ? minutes
            : throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"{name} takes a number from {MinutesMin} to {MinutesMax}."));
}
