using System.Text;
using System.Text.Json;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Testing;

namespace Gateway.Conformance.Planning;

/// <summary>Plans every operation of the federation audit's suites on the supergraphs given there.</summary>
public sealed class FederationAuditPlans
{
    /// <summary>
    /// Operations that do not plan, each with the reason; one that starts to plan has to leave the list.
    /// </summary>
    private static readonly Dictionary<string, string> Unplanned = new()
    {
        ["complex-entity-call#0"] = "A key of nested entities needs fields that another source adds: not solved.",
        ["non-resolvable-interface-object#5"] = "Asks for a field that the API lacks: validation refuses it.",
    };

    /// <summary>Operations for which more fetches are planned than the smaller figure given, with the reason.</summary>
    private static readonly Dictionary<string, string> Costlier = new()
    {
        ["non-resolvable-interface-object#1"] = "The figure is 0: the given planners refuse the operation.",
        ["requires-requires#4"] = "Requirements of different depth are kept in calls of their own.",
    };

    [Fact]
    public void Every_operation_plans_with_few_fetches()
    {
        var wrong = new StringBuilder();
        var (fetches, given) = (0, 0);
        using var suites = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Require("conformance/federation/suites.json")));
        foreach (var suite in suites.RootElement.EnumerateArray())
        {
            var id = suite.GetProperty("id").GetString();
            var read = JoinReader.Read(Parser.Parse(suite.GetProperty("supergraph").GetString()!));
            var number = 0;
            foreach (var test in suite.GetProperty("tests").EnumerateArray())
            {
                var name = $"{id}#{number++}";
                var (planned, reason) = Plan(read.Supergraph!, test.GetProperty("query").GetString()!);
                if (planned is null != Unplanned.ContainsKey(name))
                {
                    wrong.AppendLine($"{name}: {reason ?? "plans now: take it off the list"}");
                }

                var figure = planned is null ? null : Figure(test);
                var (count, least) = (figure is null ? 0 : planned!.Value, figure ?? 0);
                fetches += count;
                given += least;
                if (count > least != Costlier.ContainsKey(name))
                {
                    wrong.AppendLine($"{name}: {count} fetches, {least} given");
                }
            }
        }

        Assert.True(wrong.Length == 0, $"{fetches} fetches against {given} given:\n{wrong}");
        Assert.True(fetches <= given, $"{fetches} fetches against {given} given.");
    }

    private static (int? Fetches, string? Reason) Plan(Supergraph supergraph, string query)
    {
        var document = Parser.Parse(query);
        try
        {
            var operation = document.Definitions.OfType<OperationDefinitionNode>().First();
            return (new Planner(supergraph).Plan(document, operation).Fetches.Count, null);
        }
        catch (Exception exception) when (exception is PlanException or InvalidOperationException)
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
