using System.Text;
using System.Text.Json;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Schema;
using Gateway.Common.Validation;
using Gateway.Testing;

namespace Gateway.Conformance.Planning;

/// <summary>
/// Plans every operation of the federation audit's suites, on the supergraphs given there and on our own of the same
/// subgraphs.
/// </summary>
public sealed class FederationAuditPlans
{
    /// <summary>
    /// Operations that are refused, as their record expects, each with the reason; one that starts to plan has to leave
    /// the list.
    /// </summary>
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["enum-intersection#4"] = "Gives a value that not all sources take: validation refuses it.",
        ["input-object-intersection#1"] = "Gives a field that not all sources take: validation refuses it.",
        ["input-object-intersection#2"] = "The same.",
        ["simple-inaccessible#2"] = "Gives an inaccessible argument: validation refuses it.",
        ["corrupted-supergraph-node-id#0"] = "Neither source can give the id of every type that a node may be.",
        ["corrupted-supergraph-node-id#5"] = "The same.",
        ["non-resolvable-interface-object#1"] = "No type implements the interface, and its object cannot be entered.",
        ["non-resolvable-interface-object#5"] = "Asks for a field that the API lacks: validation refuses it.",
    };

    [Fact]
    public void Every_operation_plans_with_few_fetches_on_the_supergraphs_given() => Check(Read);

    [Fact]
    public void Every_operation_plans_with_few_fetches_on_our_own_supergraphs() => Check(Compose);

    private static void Check(Func<JsonElement, Supergraph> build)
    {
        var wrong = new StringBuilder();
        var (fetches, given) = (0, 0);
        using var suites = JsonDocument.Parse(
            File.ReadAllBytes(SharedFiles.Require("conformance/federation/suites.json")));
        foreach (var suite in suites.RootElement.EnumerateArray())
        {
            var id = suite.GetProperty("id").GetString();
            var supergraph = build(suite);
            var number = 0;
            foreach (var test in suite.GetProperty("tests").EnumerateArray())
            {
                var name = $"{id}#{number++}";
                var (planned, reason) = Plan(supergraph, test.GetProperty("query").GetString()!);
                if (planned is null != Refused.ContainsKey(name))
                {
                    wrong.AppendLine($"{name}: {reason ?? "plans now: take it off the list"}");
                }

                var figure = planned is null ? null : Figure(test);
                var (count, least) = (figure is null ? 0 : planned!.Value, figure ?? 0);
                fetches += count;
                given += least;
                if (count > least)
                {
                    wrong.AppendLine($"{name}: {count} fetches, {least} given");
                }
            }
        }

        Assert.True(wrong.Length == 0, $"{fetches} fetches against {given} given:\n{wrong}");
        Assert.True(fetches <= given, $"{fetches} fetches against {given} given.");
    }

    private static Supergraph Read(JsonElement suite)
    {
        var read = JoinReader.Read(Parser.Parse(suite.GetProperty("supergraph").GetString()!));
        return read.Supergraph ?? throw new InvalidOperationException(string.Join('\n', read.Errors));
    }

    private static Supergraph Compose(JsonElement suite)
    {
        var composed = SchemaComposer.Compose([.. suite.GetProperty("subgraphs").EnumerateArray().Select(
            subgraph => new SourceSchema(
                subgraph.GetProperty("name").GetString()!,
                SourceKind.GraphQL,
                SchemaBuilder.BuildOrThrow(
                    Parser.Parse(subgraph.GetProperty("sdl").GetString()!), SchemaBuildOptions.SourceSchema)))]);
        return composed.Supergraph ?? throw new InvalidOperationException(
            $"{suite.GetProperty("id")}: {string.Join('\n', composed.Errors)}");
    }

    private static (int? Fetches, string? Reason) Plan(Supergraph supergraph, string query)
    {
        var document = Parser.Parse(query);
        if (DocumentValidator.Validate(supergraph.ApiSchema, document) is [var first, ..])
        {
            return (null, first.Message);
        }

        try
        {
            var operation = document.Definitions.OfType<OperationDefinitionNode>().First();
            return (new Planner(supergraph).Plan(document, operation).Fetches.Count, null);
        }
        catch (PlanException exception)
        {
            return (null, exception.Message);
        }
    }

    private static int? Figure(JsonElement test)
    {
        if (!test.TryGetProperty("fetches", out var figures) || figures.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        int? least = null;
        foreach (var figure in figures.EnumerateObject())
        {
            if (figure.Value.ValueKind == JsonValueKind.Number)
            {
                least = Math.Min(least ?? int.MaxValue, figure.Value.GetInt32());
            }
        }

        return least;
    }
}
