using Gateway.Bench.Federation.Floor;
using Gateway.Bench.Federation.Peers;
using Gateway.Bench.Federation.Subgraphs;
using Gateway.Bench.Loads;
using Gateway.Testing.Federation;

namespace Gateway.Bench.Federation;

/// <summary>
/// CPU per request of the gateway over federated subgraphs, beside gateways of others and two programs by hand.
/// </summary>
internal static class FederationRun
{
    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
        await using var subgraphs = await SubgraphProcess.StartAllAsync();
        var supergraph = Path.Combine(folder, "supergraph.graphql");
        await GatewayHost.ComposeAsync(subgraphs, supergraph);
        await using var contenders = new ContenderSet();
        var run = new LoadRun("federation", http, () => CountAsync(subgraphs, http), arguments);
        contenders.Add(await GatewayHost.StartAsync(supergraph, folder));
        var scripts = await RecordAsync(run, contenders.All[0], subgraphs, http);
        contenders.Add(Floor(LoadRun.Bare, await BareProcess.StartAsync(scripts, Path.Combine(folder, "bare.json"))));
        contenders.Add(Floor(LoadRun.Typical, await TypicalProcess.StartAsync(subgraphs)));
        if (arguments.WithPeers)
        {
            foreach (var peer in await PeerProcess.StartAllAsync(supergraph, subgraphs, http))
            {
                contenders.Add(peer);
            }
        }

        var taken = FederationWorkload.All.Where(workload => arguments.Takes(workload.Name));
        await run.RunAsync([.. taken.Select(CaseOf)], contenders.All);
        return 0;

        static Contender Floor(string name, Processes.ChildProcess process) =>
            new(name, process, workload => $"{process.Announced}/{workload}");
    }

    private static LoadCase CaseOf(FederationWorkload workload) =>
        new(workload.Name, workload.Requests, workload.Body, workload.Expected);

    private static async Task<int> CountAsync(SubgraphSet subgraphs, HttpClient http) =>
        (await subgraphs.TakeBodiesAsync(http)).Values.Sum(static bodies => bodies.Length);

    /// <summary>What the gateway asks its subgraphs for each workload, as the bare program will.</summary>
    private static async Task<Dictionary<string, BareScript>> RecordAsync(
        LoadRun run, Contender gateway, SubgraphSet subgraphs, HttpClient http)
    {
        var scripts = new Dictionary<string, BareScript>();
        foreach (var workload in FederationWorkload.All)
        {
            await subgraphs.TakeBodiesAsync(http);
            await run.AskAsync(gateway, CaseOf(workload));
            scripts[workload.Name] = BareScript.Of(workload, subgraphs, await subgraphs.TakeBodiesAsync(http));
        }

        return scripts;
    }
}
