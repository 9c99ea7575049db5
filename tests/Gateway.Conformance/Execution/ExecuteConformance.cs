using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Common.Language;
using Gateway.Common.Validation;
using Gateway.Conformance.Schema;
using Gateway.Testing;

namespace Gateway.Conformance.Execution;

/// <summary>What graphql-js asserts of execution, with the records' root values over a local source.</summary>
public sealed class ExecuteConformance
{
    private const string SubscriptionNotSupported = "SUBSCRIPTION_NOT_SUPPORTED";

    [Fact]
    public Task Operations_are_answered_as_execute_records_say()
    {
        var sources = GraphQLJsCases.Schemas();
        return GraphQLJsCases.RunAsync("execute", async record =>
        {
            var sdl = sources[record.GetProperty("schema").GetInt32()]!;
            var query = record.GetProperty("query").GetString()!;
            var answer = await AnswerAsync(sdl, query, record);
            if (record.GetProperty("fn").GetString()!.StartsWith("execute", StringComparison.Ordinal)
                && DocumentValidator.Validate(
                    GraphQLJsCases.BuildUnchecked(sdl), Parser.Parse(query), ValidationOptions.Default).Count > 0)
            {
                // The records run what validation would refuse; a request never gets that far.
                return answer["data"] is null ? null : $"  invalid, yet answered {answer}";
            }

            return query.Contains("subscription {", StringComparison.Ordinal)
                ? Equal(SubscriptionNotSupported, answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>())
                : Equal(Outcome(JsonNode.Parse(record.GetProperty("result").GetRawText())!), Outcome(answer));
        });
    }

    private static async Task<JsonNode> AnswerAsync(string sdl, string query, JsonElement record)
    {
        var data = record.TryGetProperty("rootValue", out var value) ? value : default;
        var gateway = LocalGateway.Compose(
            [("data", sdl)], (_, field, call, output) => LocalData.Write(data, field.Name, call, output));
        var variables = record.TryGetProperty("variables", out var given) ? given.GetRawText() : "";
        var name = record.TryGetProperty("operationName", out var operation) ? operation.GetString() : null;
        return JsonNode.Parse(await gateway.RunAsync(query, variables, name))!;
    }

    /// <summary>Data, and of each error its path and places; words are our own.</summary>
    private static string Outcome(JsonNode response)
    {
        var errors = response["errors"]?.AsArray().Select(
            error => $"{error!["path"]?.ToJsonString()} {error["locations"]?.ToJsonString()}") ?? [];
        var data = response.AsObject().TryGetPropertyValue("data", out var found)
            ? found?.ToJsonString() ?? "null"
            : "no data";
        return $"{data} {string.Join(" | ", errors)}";
    }

    private static string? Equal(string expected, string actual) =>
        expected == actual ? null : $"  expected {expected}\n  actual   {actual}";
}
