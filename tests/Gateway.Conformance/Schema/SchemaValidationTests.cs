using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Conformance.Schema;

/// <summary>graphql-js's records of which documents and type systems are valid, and where they are not.</summary>
public sealed class SchemaValidationTests
{
    [Fact]
    public void Documents_are_judged_as_validateSDL_records_say()
    {
        var schemas = GraphQLJsCases.Schemas();
        GraphQLJsCases.Run("validateSDL", record =>
        {
            var extended = record.GetProperty("schema") is { ValueKind: JsonValueKind.Number } id
                ? GraphQLJsCases.BuildUnchecked(schemas[id.GetInt32()]!)
                : null;
            var rules = record.GetProperty("rules").EnumerateArray().Select(rule => rule.GetString()!).ToArray();
            Assert.All(rules, rule => Assert.Contains(rule, SdlValidator.RuleNames));
            var faults = SdlValidator.Validate(
                [Parser.Parse(record.GetProperty("sdl").GetString()!)], extended: extended, ruleNames: rules);
            return GraphQLJsCases.CompareLocations(record.GetProperty("errors"), faults);
        });
    }

    [Fact]
    public void Type_systems_are_judged_as_validateSchema_records_say()
    {
        var schemas = GraphQLJsCases.Schemas();
        GraphQLJsCases.Run("validateSchema", record =>
        {
            var sdl = schemas[record.GetProperty("schema").GetInt32()]!;
            var faults = SchemaValidator.Validate(GraphQLJsCases.BuildUnchecked(sdl));
            return GraphQLJsCases.CompareLocations(record.GetProperty("errors"), faults);
        });
    }
}
