using System.Globalization;

namespace Shop.Orchestration;

/// <summary>Reads the command line.</summary>
internal static class ShopArguments
{
    public const string Usage = """
        dotnet run --project samples/Shop -- [options]

          --port-base N     first port, 1024 to 65519 (default 5200)
          --latency 40ms    time added to every backend call: ms or s, at most 60s (default none)
          --smoke           start, send the demo requests, stop; exit code 0 if all answers were right
          --verbose         pass on what the hosts write
          --help            this text
        """;

    private const int PortBaseMin = 1024;
    private const int PortBaseMax = 65535 - ShopPorts.Span;

    private static readonly TimeSpan LatencyMax = TimeSpan.FromMinutes(1);

    /// <returns>The options, or what is wrong, or neither when help was asked for.</returns>
    public static (ShopOptions? Options, string? Problem) Parse(IReadOnlyList<string> args)
    {
        var options = new ShopOptions();
        for (var at = 0; at < args.Count; at++)
        {
            var next = at + 1 < args.Count ? args[at + 1] : null;
            switch (args[at])
            {
                case "--help" or "-h":
                    return (null, null);
                case "--smoke":
                    options = options with { IsSmoke = true };
                    break;
                case "--verbose":
                    options = options with { IsVerbose = true };
                    break;
                case "--port-base" when ReadPortBase(next) is { } port:
                    options = options with { PortBase = port };
                    at++;
                    break;
                case "--latency" when ReadLatency(next) is { } latency:
                    options = options with { Latency = latency };
                    at++;
                    break;
                case "--port-base":
                    return (null, $"--port-base takes a number from {PortBaseMin} to {PortBaseMax}, not '{next}'.");
                case "--latency":
                    return (null, $"--latency takes a time such as 40ms or 1.5s, at most 60s, not '{next}'.");
                default:
                    return (null, $"'{args[at]}' is not an option.");
            }
        }

        return (options, null);
    }

    private static int? ReadPortBase(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is >= PortBaseMin and <= PortBaseMax
            ? port
            : null;

    private static TimeSpan? ReadLatency(string? text)
    {
        var (digits, unit) = text switch
        {
            null => ("", TimeSpan.Zero),
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], TimeSpan.FromMilliseconds(1)),
            _ when text.EndsWith('s') => (text[..^1], TimeSpan.FromSeconds(1)),
            _ => ("", TimeSpan.Zero),
        };
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount * unit <= LatencyMax
            ? amount * unit
            : null;
    }
}
