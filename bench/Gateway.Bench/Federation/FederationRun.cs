using System.Net.Http.Headers;
using System.Text.Json;
using Gateway.Bench.Federation.Floor;
using Gateway.Bench.Federation.Peers;
using Gateway.Bench.Federation.Subgraphs;
using Gateway.Bench.Measuring;
using Gateway.Testing.Federation;

namespace Gateway.Bench.Federation;

/// <summary>
/// CPU per request of the gateway over four federated subgraphs, beside gateways of others and two programs by hand.
/// </summary>
internal static class FederationRun
{
    private const string Ours = "Bff";
    private const string Bare = "bare, by hand";
    private const string Typical = "typical, by hand";

    /// <summary>Of a wrong answer, in the message.</summary>
    private const int ShownBytesMax = 400;

    /// <summary>Of a program of others, before it is left out.</summary>
    private const int TriesMax = 3;

    /// <summary>Requests before the measured ones: as many as two runs have.</summary>
    private const int RunsOfWarming = 2;

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
        await using var subgraphs = await SubgraphProcess.StartAllAsync();
        var supergraph = Path.Combine(folder, "supergraph.graphql");
        await GatewayHost.ComposeAsync(subgraphs, supergraph);
        await using var contenders = new ContenderSet();
        contenders.Add(await GatewayHost.StartAsync(supergraph, folder));
        var scripts = await RecordAsync(contenders.All[0], subgraphs, http);
        contenders.Add(Floor(Bare, await BareProcess.StartAsync(scripts, Path.Combine(folder, "bare.json"))));
        contenders.Add(Floor(Typical, await TypicalProcess.StartAsync(subgraphs)));
        foreach (var peer in await PeerProcess.StartAllAsync(supergraph, subgraphs, http))
        {
            contenders.Add(peer);
        }

        var rows = new List<string[]>();
        foreach (var workload in FederationWorkload.All)
        {
            var body = Path.Combine(folder, $"{workload.Name}.json");
            await File.WriteAllBytesAsync(body, workload.Body);
            rows.AddRange(await MeasureAsync(workload, body, contenders.All, subgraphs, http, arguments));
        }

        await new BenchReport(
            [
                "workload", "", "calls", "CPU ms", "spread", "to bare", "to ours", "KB made", "RPS", "p50 ms", "p99 ms", "RSS MB",
                "peak MB",
            ],
            rows,
            $"CPU of the process per request, median of {arguments.Runs} interleaved runs, 50 connections (wrk), each "
            + "request with an Authorization header of its own; every program's answer was compared.")
            .PublishAsync("federation", arguments.Writes);
        return 0;

        static Contender Floor(string name, Processes.ChildProcess process) => new(
            name,
            process,
            workload => $"{process.Announced}/{workload.Name}");
    }

    /// <summary>What the gateway asks its subgraphs for each workload, as the bare program will.</summary>
    private static async Task<Dictionary<string, BareScript>> RecordAsync(
        Contender gateway, SubgraphSet subgraphs, HttpClient http)
    {
        var scripts = new Dictionary<string, BareScript>();
        foreach (var workload in FederationWorkload.All)
        {
            // The first answers of processes that have just started may come past a deadline.
            await AskAsync(gateway, workload, http);
            await subgraphs.TakeBodiesAsync(http);
            await CheckAsync(gateway, workload, http);
            scripts[workload.Name] = BareScript.Of(workload, subgraphs, await subgraphs.TakeBodiesAsync(http));
        }

        return scripts;
    }

    private static async Task<List<string[]>> MeasureAsync(
        FederationWorkload workload,
        string body,
        IReadOnlyList<Contender> contenders,
        SubgraphSet subgraphs,
        HttpClient http,
        BenchArguments arguments)
    {
        var taking = new List<Measured>();
        foreach (var contender in contenders.Where(contender => contender.UrlOf(workload) is not null))
        {
            if (await CountCallsAsync(contender, workload, subgraphs, http) is { } calls)
            {
                var measured = new Measured(contender) { Calls = calls };
                await measured.RunAsync(workload, body, RunsOfWarming, isCounted: false);
                taking.Add(measured);
            }
        }

        for (var run = 0; run < arguments.Runs; run++)
        {
            foreach (var measured in taking)
            {
                await measured.RunAsync(workload, body, 1, isCounted: true);
            }

            Console.Error.WriteLine($"{workload.Name}: run {run + 1} of {arguments.Runs}");
        }

        var bare = taking.Single(static measured => measured.Contender.Name == Bare).Cpu.Median;
        var ours = taking.Single(static measured => measured.Contender.Name == Ours).Cpu.Median;
        string[][] rows = [.. taking.Select(measured => measured.ToRow(workload, bare, ours))];
        foreach (var row in rows)
        {
            Console.Error.WriteLine(string.Join("  ", row));
        }

        return [.. rows];
    }

    /// <returns>Null for a program of others that does not answer rightly: it is named and left out.</returns>
    /// <exception cref="BenchException">One of ours does not.</exception>
    private static async Task<int?> CountCallsAsync(
        Contender contender, FederationWorkload workload, SubgraphSet subgraphs, HttpClient http)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await subgraphs.TakeBodiesAsync(http);
                await CheckAsync(contender, workload, http);
                return (await subgraphs.TakeBodiesAsync(http)).Values.Sum(static bodies => bodies.Length);
            }
            catch (Exception wrong) when (contender.Name is not (Ours or Bare or Typical)
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

    /// <exception cref="BenchException">The answer is not the expected one.</exception>
    private static async Task CheckAsync(Contender contender, FederationWorkload workload, HttpClient http)
    {
        var bytes = await AskAsync(contender, workload, http);
        if (!workload.IsRight(bytes))
        {
            var shown = System.Text.Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(ShownBytesMax, bytes.Length)));
            throw new BenchException($"{contender.Name} answers {workload.Name} wrongly: {shown}");
        }
    }

    private static async Task<byte[]> AskAsync(Contender contender, FederationWorkload workload, HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, contender.UrlOf(workload));
        request.Content = new ByteArrayContent(workload.Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.SendAsync(request);
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
