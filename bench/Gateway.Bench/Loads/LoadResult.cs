using System.Diagnostics;
using System.Globalization;

namespace Gateway.Bench.Loads;

/// <summary>What wrk says of one run.</summary>
/// <param name="Requests">Answered ones.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="MedianMilliseconds">Half of the answers came within.</param>
/// <param name="TailMilliseconds">99 of 100 answers came within.</param>
internal sealed record LoadResult(
    int Requests, double Seconds, double MedianMilliseconds, double TailMilliseconds)
{
    /// <summary>As many as the field's own benchmark has.</summary>
    private const int Connections = 50;

    /// <summary>The load numbers its requests with eight digits.</summary>
    private const int NumbersOfRun = 1_000_000;

    private const string Mark = "RESULT ";

    public double RequestsPerSecond => Requests / Seconds;

    /// <summary>Sends so many requests, each with an Authorization header of its own.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="bodyFile">A GraphQL over HTTP body; empty for what is asked by GET.</param>
    /// <param name="requests">How many.</param>
    /// <param name="seconds">After so many it ends with fewer.</param>
    /// <param name="tag">Keeps this run's headers apart from those of all others.</param>
    /// <param name="run">Keeps this run's bodies apart, where they are numbered.</param>
    /// <exception cref="BenchException">wrk is absent, or an answer failed.</exception>
    public static async Task<LoadResult> RunAsync(
        string url, string bodyFile, int requests, int seconds, string tag, int run)
    {
        string[] arguments =
        [
            "-t1", $"-c{Connections}", $"-d{seconds}s", "--timeout", $"{LoadClock.SecondsMax}s",
            "-s", Repository.PathOf("bench/peers/load.lua"), url,
            "--", bodyFile, tag, requests.ToString(CultureInfo.InvariantCulture),
            (run * NumbersOfRun).ToString(CultureInfo.InvariantCulture),
        ];
        var output = await RunAsync(arguments);
        var at = output.IndexOf(Mark, StringComparison.Ordinal);
        if (at < 0)
        {
            throw new BenchException($"wrk said: {output}");
        }

        var numbers = output[(at + Mark.Length)..].Split('\n')[0].Split(' ')
            .Select(static text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        // Servers may close connections that have nothing left to send.
        var isWhole = numbers[0] >= requests;
        if (numbers[4] > 0 || (numbers[5] > 0 && !isWhole))
        {
            throw new BenchException($"{url}: {numbers[4]} answers with an error status, {numbers[5]} failed.");
        }

        return new LoadResult((int)numbers[0], numbers[1] / 1e6, numbers[2] / 1e3, numbers[3] / 1e3);
    }

    private static async Task<string> RunAsync(string[] arguments)
    {
        try
        {
            using var wrk = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })!;
            var output = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new BenchException("wrk is absent; bench/run installs it where it may.");
        }
    }
}
