using System.Net.Http.Headers;
using System.Text.Json;
using Gateway.Bench.Measuring;

namespace Gateway.Bench.Loads;

/// <summary>Sends the same requests to several programs by turns and compares what they cost.</summary>
/// <param name="http">For the answers that are compared.</param>
/// <param name="countCalls">Backend calls since it was last asked; null where nobody counts.</param>
/// <param name="runs">Measured ones of each program.</param>
internal sealed class LoadRun(HttpClient http, Func<Task<int>>? countCalls, int runs)
{
    public const string Ours = "Bff";
    public const string Bare = "bare, by hand";
    public const string Typical = "typical, by hand";

    /// <summary>Of a program of others, before it is left out.</summary>
    private const int TriesMax = 3;

    /// <summary>Requests before the measured ones: as many as two runs have.</summary>
    private const int RunsOfWarming = 2;

    private readonly string _folder = Directory.CreateTempSubdirectory("bench-").FullName;
    private readonly List<string[]> _rows = [];

    public async Task AddAsync(LoadCase load, IReadOnlyList<Contender> contenders)
    {
        var body = Path.Combine(_folder, $"{load.Name}.json");
        await File.WriteAllBytesAsync(body, load.Body);
        var taking = new List<Measured>();
        foreach (var contender in contenders.Where(contender => contender.UrlOf(load.Name) is not null))
        {
            if (await CountCallsAsync(contender, load) is { } calls)
            {
                var measured = new Measured(contender) { Calls = calls };
                await measured.RunAsync(load, body, RunsOfWarming, isCounted: false);
                taking.Add(measured);
            }
        }

        for (var run = 0; run < runs; run++)
        {
            foreach (var measured in taking)
            {
                await measured.RunAsync(load, body, 1, isCounted: true);
            }

            Console.Error.WriteLine($"{load.Name}: run {run + 1} of {runs}");
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

    public Task PublishAsync(string name, bool writes) => new BenchReport(
        [
            "workload", "", "calls", "CPU ms", "spread", "to bare", "to ours", "KB made", "RPS", "p50 ms", "p99 ms",
            "RSS MB", "peak MB",
        ],
        _rows,
        $"CPU of the process per request, median of {runs} interleaved runs, 50 connections (wrk), each request with "
        + "an Authorization header of its own; every program's answer was compared. KB made: managed bytes.")
        .PublishAsync(name, writes);

    /// <summary>Asks for the answer alone, for those that want to see what it leads to.</summary>
    public async Task AskAsync(Contender contender, LoadCase load)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, contender.UrlOf(load.Name));
        request.Content = new ByteArrayContent(load.Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.SendAsync(request);
        load.Check(contender.Name, await answer.Content.ReadAsByteArrayAsync());
    }

    /// <returns>Null for a program of others that does not answer rightly: it is named and left out.</returns>
    /// <exception cref="BenchException">One of ours does not.</exception>
    private async Task<int?> CountCallsAsync(Contender contender, LoadCase load)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                // What the load before left on its way has ended once this is answered.
                await AskAsync(contender, load);
                await (countCalls?.Invoke() ?? Task.FromResult(0));
                await AskAsync(contender, load);
                return await (countCalls?.Invoke() ?? Task.FromResult(1));
            }
            catch (Exception wrong) when (contender.IsPeer
                && wrong is BenchException or HttpRequestException or JsonException)
            {
                Console.Error.WriteLine(wrong.Message);
                if (tries == TriesMax)
                {
                    return null;
                }
            }
        }
    }
}
