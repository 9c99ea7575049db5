using System.Net.Http.Headers;
using System.Text.Json;
using Gateway.Bench.Measuring;

namespace Gateway.Bench.Loads;

/// <summary>Sends the same requests to several programs by turns and compares what they cost.</summary>
/// <param name="name">Of the table.</param>
/// <param name="http">For the answers that are compared.</param>
/// <param name="countCalls">Backend calls since it was last asked; null where nobody counts.</param>
/// <param name="arguments">Runs of each program, minutes of all, and whether the table is written.</param>
internal sealed class LoadRun(string name, HttpClient http, Func<Task<int>>? countCalls, BenchArguments arguments)
{
    public const string Ours = "Bff";
    public const string Bare = "bare, by hand";
    public const string Typical = "typical, by hand";

    /// <summary>Of a program of others, before it is left out.</summary>
    private const int TriesMax = 3;

    /// <summary>Looks at the backends, until nothing of the load before is on its way any more.</summary>
    private const int LooksMax = 50;

    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(200);

    private readonly string _folder = Directory.CreateTempSubdirectory("bench-").FullName;
    private readonly List<string[]> _rows = [];

    /// <summary>
    /// One workload after the other; the table is written whenever one is done, and printed in the end.
    /// </summary>
    /// <exception cref="BenchException">One of ours answers wrongly; what was done before is written.</exception>
    public async Task RunAsync(IReadOnlyList<LoadCase> loads, IReadOnlyList<Contender> contenders)
    {
        var clock = new LoadClock(arguments.Minutes, loads.Sum(load => Taking(load, contenders).Count() * TurnsOfOne));
        foreach (var (index, load) in loads.Index())
        {
            await AddAsync(load, contenders, clock);
            var report = ReportOf(loads.Skip(index + 1));
            if (arguments.Writes)
            {
                await report.WriteAsync(name);
            }

            Console.Error.WriteLine($"{load.Name}: done; {index + 1} of {loads.Count}, {Left(clock)}");
        }

        await ReportOf([]).PublishAsync(name, writes: false);
    }

    /// <summary>Asks for the answer alone, for those that want to see what it leads to.</summary>
    public async Task AskAsync(Contender contender, LoadCase load)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, contender.UrlOf(load.Name));
        if (load.Body.Length > 0)
        {
            request.Method = HttpMethod.Post;
            request.Content = new ByteArrayContent(load.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var answer = await http.SendAsync(request);
        load.Check(contender.Name, await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The warming counts as one.</summary>
    private int TurnsOfOne => arguments.Runs + 1;

    private static IEnumerable<Contender> Taking(LoadCase load, IReadOnlyList<Contender> contenders) =>
        contenders.Where(contender => contender.UrlOf(load.Name) is not null);

    private async Task AddAsync(LoadCase load, IReadOnlyList<Contender> contenders, LoadClock clock)
    {
        var body = Path.Combine(_folder, $"{load.Name}.json");
        await File.WriteAllBytesAsync(body, load.Body);
        var taking = new List<Measured>();
        foreach (var contender in Taking(load, contenders))
        {
            var measured = new Measured(contender);
            if (await CountCallsAsync(contender, load) is { } calls
                && await TryAsync(measured, load, body, clock, isCounted: false))
            {
                measured.Calls = calls;
                taking.Add(measured);
            }
            else
            {
                clock.End(TurnsOfOne);
            }
        }

        for (var run = 0; run < arguments.Runs; run++)
        {
            foreach (var measured in taking.ToArray())
            {
                if (!await TryAsync(measured, load, body, clock, isCounted: true))
                {
                    taking.Remove(measured);
                    clock.End(arguments.Runs - run);
                }
            }

            Console.Error.WriteLine($"{load.Name}: run {run + 1} of {arguments.Runs}, {Left(clock)}");
        }

        var bare = taking.Single(static measured => measured.Contender.Name == Bare).Cpu.Median;
        var ours = taking.Single(static measured => measured.Contender.Name == Ours).Cpu.Median;
        foreach (var measured in taking)
        {
            var row = measured.ToRow(load.Name, bare, ours);
            Console.Error.WriteLine(string.Join("  ", row));
            _rows.Add(row);
        }
    }

    /// <returns>False for a program of others that fails under load: it is named and left out.</returns>
    /// <exception cref="BenchException">One of ours fails.</exception>
    private static async Task<bool> TryAsync(
        Measured measured, LoadCase load, string body, LoadClock clock, bool isCounted)
    {
        try
        {
            await (isCounted
                ? measured.RunAsync(load, body, clock.NextSeconds)
                : measured.WarmAsync(load, body, clock.NextSeconds));
            clock.End(1);
            return true;
        }
        catch (BenchException failed) when (measured.Contender.IsPeer)
        {
            Console.Error.WriteLine($"{measured.Contender.Name} is left out of {load.Name}: {failed.Message}");
            return false;
        }
    }

    private static string Left(LoadClock clock) => $@"about {clock.Left:hh\:mm\:ss} left";

    private BenchReport ReportOf(IEnumerable<LoadCase> missing)
    {
        var names = string.Join(", ", missing.Select(static load => load.Name));
        return new BenchReport(
            [
                "workload", "", "calls", "CPU ms", "spread", "to bare", "to ours", "KB made", "RPS", "p50 ms", "p99 ms",
                "RSS MB", "peak MB",
            ],
            _rows,
            "CPU of the process per request (Bff as it is published: Release, ReadyToRun), median of "
            + $"{arguments.Runs} interleaved runs, 50 connections (wrk), each request with an Authorization header of "
            + "its own; every program's answer was compared. KB made: managed "
            + $"bytes.{(names.Length > 0 ? $" The run has not come to {names}." : "")}");
    }

    /// <returns>Null for a program of others that does not answer rightly: it is named and left out.</returns>
    /// <exception cref="BenchException">One of ours does not.</exception>
    private async Task<int?> CountCallsAsync(Contender contender, LoadCase load)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await AskAsync(contender, load);
                if (countCalls is null)
                {
                    return 1;
                }

                for (var look = 0; await countCalls() > 0 && look < LooksMax; look++)
                {
                    await Task.Delay(LookPause, TimeProvider.System);
                }

                await AskAsync(contender, load);
                return await countCalls();
            }
            catch (Exception wrong) when (contender.IsPeer
                && wrong is BenchException or HttpRequestException or JsonException or TaskCanceledException)
            {
                Console.Error.WriteLine($"{contender.Name}, {load.Name}: {wrong.Message}");
                if (tries == TriesMax)
                {
                    return null;
                }
            }
        }
    }
}
