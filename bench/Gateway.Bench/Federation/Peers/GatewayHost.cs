using Gateway.Bench.Federation.Subgraphs;
using Gateway.Bench.Loads;
using Gateway.Bench.Processes;
using Gateway.Testing.Federation;

namespace Gateway.Bench.Federation.Peers;

/// <summary>Bff.Web as it is deployed, over a supergraph file, in open access.</summary>
internal static class GatewayHost
{
    private const string Listening = "Now listening on:";

    /// <summary>Composes the four schemas with the host's own command.</summary>
    public static async Task ComposeAsync(SubgraphSet subgraphs, string output)
    {
        var sources = FederationSchemas.All.Select(
            name => $"{name}={SubgraphProcess.SchemaOf(name)}@{subgraphs.UrlOf(name)}");
        await ChildProcess.RunAsync("dotnet", [Repository.Host, "schema", "compose", .. sources, "--output", output]);
    }

    /// <param name="supergraph">The file that it serves.</param>
    /// <param name="folder">Where the trusted documents are put.</param>
    public static async Task<Contender> StartAsync(string supergraph, string folder)
    {
        var operations = Directory.CreateDirectory(Path.Combine(folder, "operations")).FullName;
        foreach (var workload in FederationWorkload.All.Where(
            static workload => workload.IsTrusted || workload.Endpoint is not null))
        {
            await File.WriteAllTextAsync(Path.Combine(operations, $"{workload.File}.graphql"), workload.Query);
        }

        var process = await ChildProcess.StartAsync(
            [
                Repository.Host, "--urls=http://127.0.0.1:0", "--Gateway:Access=Open",
                $"--Gateway:Supergraph:File={supergraph}", $"--Gateway:Operations={operations}",
            ],
            Listening);
        return new Contender(LoadRun.Ours, process, name => process.Announced + PathOf(name));

        static string PathOf(string name) =>
            FederationWorkload.All.Single(workload => workload.Name == name).Endpoint ?? "/graphql";
    }
}
