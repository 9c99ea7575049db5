using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Validation;
using Gateway.Common.Validation.Rules;
using Gateway.Conformance.Schema;

namespace Gateway.Conformance.Validation;

/// <summary>What graphql-js asserts of executable documents: which are refused, how often, and where.</summary>
public sealed class ValidateConformance
{
    private static readonly string[] KnownRules = [.. SpecifiedRules.AllAndOptional.Select(rule => rule.Name)];

    [Fact]
    public void Documents_are_judged_as_validate_records_say()
    {
        var sources = GraphQLJsCases.Schemas();
        var schemas = new Dictionary<int, GraphQLSchema>();
        GraphQLJsCases.Run("validate", record =>
        {
            var id = record.GetProperty("schema").GetInt32();
            if (!schemas.TryGetValue(id, out var schema))
            {
                schemas.Add(id, schema = GraphQLJsCases.BuildUnchecked(sources[id]!));
            }

            var document = Parser.Parse(record.GetProperty("query").GetString()!);
            var rules = Rules(record);
            Assert.All(rules ?? [], rule => Assert.Contains(rule, KnownRules));
            var options = new ValidationOptions { ErrorsMax = int.MaxValue, Rules = rules };
            return Compare(record.GetProperty("errors"), DocumentValidator.Validate(schema, document, options));
        });
    }

    /// <summary>The record's rules by our names; null where it asks for all.</summary>
    private static string[]? Rules(JsonElement record) =>
        record.GetProperty("rules") is { ValueKind: JsonValueKind.Array } rules
            ? [.. rules.EnumerateArray().Select(rule => rule.GetString()!
                .Replace("CustomRule", "", StringComparison.Ordinal)
                .Replace("Rule", "", StringComparison.Ordinal))]
            : null;

    private static string? Compare(JsonElement expected, IReadOnlyList<ValidationError> actual)
    {
        var left = expected.EnumerateArray().Select(error => string.Join(',', error.GetProperty("locations")
            .EnumerateArray()
            .Select(place => $"{place.GetProperty("line")}:{place.GetProperty("column")}"))).Order();
        var right = actual.Select(error =>
            string.Join(',', error.Locations.Select(place => $"{place.Line}:{place.Column}"))).Order();
        return left.SequenceEqual(right)
            ? null
            : $"  expected {string.Join(" | ", left)}\n  actual   {string.Join("\n           ", actual)}\n  {expected}";
    }
}
