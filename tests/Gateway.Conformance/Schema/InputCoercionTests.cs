using System.Text;
using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Conformance.Schema;

/// <summary>graphql-js's records of which JSON values are taken for variables, and as what.</summary>
public sealed class InputCoercionTests
{
    /// <summary>The records name these types without saying what they are; their tests define them so.</summary>
    private const string Types = "type Query { a: Int } enum TestEnum { FOO BAR } ";

    [Fact]
    public void Values_are_coerced_as_coerceInputValue_records_say() => GraphQLJsCases.Run("coerceInputValue", record =>
    {
        var test = record.GetProperty("test").GetString()!;
        var schema = GraphQLJsCases.BuildUnchecked(Types + InputObject(test));
        var isRefused = test.Contains("error", StringComparison.Ordinal)
            && !test.Contains("no error", StringComparison.Ordinal);
        var variables = new Dictionary<string, JsonElement> { ["input"] = record.GetProperty("input") };
        var actual = Coerce(schema, [$"$input: {record.GetProperty("type").GetString()}"], variables, out var errors);
        if (isRefused || actual is null)
        {
            return isRefused == (errors.Count > 0) ? null : $"  expected errors: {isRefused}, but {errors.Count}";
        }

        // Enum values have an inner value in graphql-js, which data does not have.
        using var output = JsonDocument.Parse(actual[0]);
        return schema.FindType(record.GetProperty("type").GetString()!) is EnumType
            || JsonElement.DeepEquals(record.GetProperty("output"), output.RootElement)
                ? null
                : $"  expected {record.GetProperty("output")} actual {actual[0]}";
    });

    [Fact]
    public void Variables_are_coerced_as_variableValues_records_say()
    {
        var schemas = GraphQLJsCases.Schemas();
        GraphQLJsCases.Run("variableValues", record =>
        {
            var schema = GraphQLJsCases.BuildUnchecked(schemas[record.GetProperty("schema").GetInt32()]!);
            var definitions = record.GetProperty("definitions").EnumerateArray().Select(item => item.GetString()!);
            var inputs = record.GetProperty("inputs").EnumerateObject().ToDictionary(
                item => item.Name, item => item.Value);
            Coerce(schema, [.. definitions], inputs, out var errors);
            var expected = record.TryGetProperty("errors", out var list) ? list.GetArrayLength() : 0;
            return expected == errors.Count ? null : $"  expected {expected} errors, but {errors.Count}";
        });
    }

    private static string InputObject(string test) => test switch
    {
        _ when test.Contains("isOneOf", StringComparison.Ordinal) =>
            "input TestInputObject @oneOf { foo: Int, bar: Int }",
        _ when test.Contains("default value", StringComparison.Ordinal) => "input TestInputObject { foo: Int = 7 }",
        _ => "input TestInputObject { foo: Int!, bar: Int }",
    };

    private static string[]? Coerce(
        GraphQLSchema schema,
        string[] definitions,
        Dictionary<string, JsonElement> variables,
        out IReadOnlyList<VariableError> errors)
    {
        var head = definitions.Length == 0 ? "query" : $"query ({string.Join(", ", definitions)})";
        var operation = (OperationDefinitionNode)Parser.Parse($"{head} {{ a }}").Definitions[0];
        var set = VariableSet.Compile(operation, schema);
        var limits = new VariableLimits { ErrorsMax = 2 };
        var json = JsonSerializer.SerializeToUtf8Bytes(variables);
        if (!VariableCoercion.TryCoerce(set, json, out var values, out errors, limits))
        {
            return null;
        }

        using (values)
        {
            var texts = new string[set.Count];
            for (var index = 0; index < texts.Length; index++)
            {
                texts[index] = values.TryGet(index, out var value) ? Encoding.UTF8.GetString(value) : "";
            }

            return texts;
        }
    }
}
