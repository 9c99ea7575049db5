using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Testing;

namespace Gateway.Conformance.Execution;

/// <summary>Random operations over random schemas are answered as graphql-js 17 answers them.</summary>
public sealed class RandomOperations
{
    private const string File = "conformance/execution/cases.ndjson";

    [Fact]
    public async Task Every_answer_equals_the_recorded_one()
    {
        var gateways = new Dictionary<string, LocalGateway>();
        var failures = new List<string>();
        var count = 0;
        foreach (var line in System.IO.File.ReadLines(SharedFiles.Require(File)))
        {
            using var record = JsonDocument.Parse(line);
            var root = record.RootElement;
            var id = root.GetProperty("id").GetString()!;
            if (root.GetProperty("type").GetString() == "schema")
            {
                gateways.Add(id, LocalGateway.Compose([("data", root.GetProperty("sdl").GetString()!)], FixedValues.Write));
                continue;
            }

            count++;
            if (await DifferenceAsync(gateways[root.GetProperty("schema").GetString()!], root) is { } difference)
            {
                failures.Add($"[{id}] {difference}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {count} differ:\n{string.Join("\n\n", failures.Take(10))}");
        Assert.NotEqual(0, count);
    }

    private static async Task<string?> DifferenceAsync(LocalGateway gateway, JsonElement record)
    {
        var variables = record.GetProperty("variables");
        var expected = record.TryGetProperty("merged", out var merged) ? merged : record.GetProperty("expected");
        var answer = await gateway.RunAsync(
            record.GetProperty("query").GetString()!,
            variables.ValueKind == JsonValueKind.Object ? variables.GetRawText() : "");
        return JsonNode.DeepEquals(JsonNode.Parse(expected.GetRawText()), JsonNode.Parse(answer))
            ? null
            : $"{record.GetProperty("query")}\n{variables}\nexpected {expected.GetRawText()}\nactual   {answer}\n{gateway.Log}";
    }
}
