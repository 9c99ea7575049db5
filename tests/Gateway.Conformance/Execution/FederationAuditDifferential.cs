using System.Text.Json;
using Gateway.Testing;
using Gateway.Testing.Differential;

namespace Gateway.Conformance.Execution;

/// <summary>
/// Random operations over each of the federation audit's sets of subgraphs are answered as by one server with all data.
/// </summary>
public sealed class FederationAuditDifferential
{
    private const string File = "conformance/federation/suites.json";
    private const int Rounds = 100;

    /// <summary>Suites that cannot be asked at random, each with the reason.</summary>
    private static readonly Dictionary<string, string> Unfit = new()
    {
        ["corrupted-supergraph-node-id"] = "Neither source can give the id of every type that a node may be.",
        ["non-resolvable-interface-object"] = "No type implements the interface.",
    };

    public static TheoryData<string> Suites()
    {
        var path = Path.Combine(SharedFiles.Root, File);
        if (!Path.Exists(path))
        {
            return ["absent"];
        }

        using var suites = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
        return [.. suites.RootElement.EnumerateArray().Select(suite => suite.GetProperty("id").GetString()!)
            .Where(id => !Unfit.ContainsKey(id))];
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task Random_operations_are_answered_as_by_one_server(string id)
    {
        using var suites = JsonDocument.Parse(System.IO.File.ReadAllBytes(SharedFiles.Require(File)));
        var suite = suites.RootElement.EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);
        var sources = suite.GetProperty("subgraphs").EnumerateArray().Select(subgraph => (
            subgraph.GetProperty("name").GetString()!, subgraph.GetProperty("sdl").GetString()!));
        await DifferentialLoop.RunAsync([.. sources], Rounds);
    }
}
