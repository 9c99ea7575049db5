using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Testing;

namespace Gateway.Conformance.Execution;

/// <summary>Random operations over random schemas are answered as graphql-js 17 answers them.</summary>
public sealed class RandomOperations
{
    private const string File = "conformance/execution/cases.ndjson";

    /// <summary>Over one source, and with every second root field moved to another.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_answer_equals_the_recorded_one(bool isSplit)
    {
        var gateways = new Dictionary<string, (LocalGateway Gateway, string? Root)>();
        var failures = new List<string>();
        var count = 0;
        foreach (var line in System.IO.File.ReadLines(SharedFiles.Require(File)))
        {
            using var record = JsonDocument.Parse(line);
            var root = record.RootElement;
            var id = root.GetProperty("id").GetString()!;
            if (root.GetProperty("type").GetString() == "schema")
            {
                gateways.Add(id, Compose(root.GetProperty("sdl").GetString()!, isSplit));
                continue;
            }

            count++;
            var (gateway, name) = gateways[root.GetProperty("schema").GetString()!];
            if (await DifferenceAsync(gateway, name, root) is { } difference)
            {
                failures.Add($"[{id}] {difference}");
            }
        }

        Assert.True(
            failures.Count == 0, $"{failures.Count} of {count} differ:\n{string.Join("\n\n", failures.Take(10))}");
        Assert.NotEqual(0, count);
    }

    /// <returns>The gateway, and the schema's name for the query type where composition gives it another.</returns>
    private static (LocalGateway Gateway, string? Root) Compose(string sdl, bool isSplit)
    {
        var schema = SchemaBuilder.BuildOrThrow(Parser.Parse(sdl));
        var query = schema.QueryType!;
        var isMember = schema.Types.OfType<UnionType>().Any(union => union.Members.Contains(query));
        if (!isSplit || isMember || query.Interfaces.Count > 0 || query.Fields.Count < 2)
        {
            // One field has no halves, half a type does not implement what the whole does, and a root type that is
            // renamed is not found again among the members of a union.
            return (LocalGateway.Compose([("data", sdl)], new FixedValues().Write), null);
        }

        var halves = SplitSchema.Of(sdl);
        var values = new FixedValues(nameof(OperationType.Query));
        return (LocalGateway.Compose(halves, values.Write), query.Name);
    }

    private static async Task<string?> DifferenceAsync(LocalGateway gateway, string? root, JsonElement record)
    {
        var variables = record.GetProperty("variables");
        var query = Rename(record.GetProperty("query").GetString()!, root);
        var recorded = record.TryGetProperty("merged", out var merged) ? merged : record.GetProperty("expected");
        var expected = Rename(recorded.GetRawText(), root);
        var answer = await gateway.RunAsync(
            query, variables.ValueKind == JsonValueKind.Object ? variables.GetRawText() : "");
        return JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(answer))
            ? null
            : $"{query}\n{variables}\nexpected {expected}\nactual   {answer}\n{gateway.Log}";
    }

    private static string Rename(string text, string? root) =>
        root is null ? text : Regex.Replace(text, $@"\b{root}\b", nameof(OperationType.Query));
}
