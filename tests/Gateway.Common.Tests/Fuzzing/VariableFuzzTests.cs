using System.Text;
using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Tests.Fuzzing;

/// <summary>Any JSON is coerced to values that are coerced to themselves, or refused with paths.</summary>
public sealed class VariableFuzzTests
{
    private const string Schema = """
        type Query { field(a: All, c: Choice): Int }
        scalar Any
        enum Color { RED GREEN }
        input All {
          int: Int = 3  float: Float!  text: String  id: ID  flag: Boolean! = true  color: Color = GREEN
          any: Any  all: All  list: [All!]  matrix: [[Int!]]! = [[1]]  choice: Choice
        }
        input Choice @oneOf { int: Int  text: String  all: All }
        """;

    private const string Operation = """
        query (
          $int: Int, $float: Float = 1, $text: String!, $id: ID, $flag: Boolean = false, $color: Color!
          $any: Any, $all: All, $list: [All!]! = [], $matrix: [[Int]], $choice: Choice
        ) { field }
        """;

    private static readonly string[] Codes =
    [
        VariableError.VariableInvalid, VariableError.VariablesMalformed, VariableError.VariablesTooLarge,
        VariableError.VariablesTooDeep,
    ];

    private static readonly VariableSet Variables = VariableSet.Compile(
        (OperationDefinitionNode)Parser.Parse(Operation).Definitions[0],
        SchemaBuilder.BuildOrThrow(Parser.Parse(Schema)));

    [Fact]
    public Task Any_json_is_coerced_once_and_for_all_or_refused_with_paths() => FuzzLoop.RunAsync(static random =>
    {
        var json = Encoding.UTF8.GetBytes(JsonMaker.Make(Variables, random));
        json = random.Next(2) == 0 ? json : SourceMutator.Mutate(json, random);
        var limits = random.Next(2) == 0
            ? VariableLimits.Default
            : new VariableLimits
            {
                DepthMax = random.Next(1, 64),
                CoercedBytesMax = 400,
                ErrorsMax = random.Next(1, 9),
            };
        if (Coerce(json, limits) is { } coerced)
        {
            Assert.Equal(coerced, Coerce(Encoding.UTF8.GetBytes(coerced), VariableLimits.Default));
        }

        return json.Length;
    });

    /// <summary>The values as one object; null when they are refused.</summary>
    private static string? Coerce(byte[] json, VariableLimits limits)
    {
        var isValid = VariableCoercion.TryCoerce(Variables, json, out var values, out var errors, limits);
        Assert.Equal(isValid, errors.Count == 0);
        if (!isValid)
        {
            // One more may say that there are more than are reported.
            Assert.InRange(errors.Count, 1, limits.ErrorsMax + 1);
            Assert.All(errors, static error =>
            {
                Assert.Contains(error.Code, Codes);
                Assert.True(error.Variable is null
                    ? error.Path.Length == 0
                    : error.Path.StartsWith('$' + error.Variable.Name, StringComparison.Ordinal));
            });
            return null;
        }

        using (values)
        {
            return Text(values);
        }
    }

    private static string Text(VariableValues values)
    {
        var text = new StringBuilder("{");
        for (var index = 0; index < Variables.Count; index++)
        {
            if (values.TryGet(index, out var json))
            {
                var value = Encoding.UTF8.GetString(json);
                using var document = JsonDocument.Parse(value, new JsonDocumentOptions { MaxDepth = 200 });
                text.Append(text.Length > 1 ? "," : "").Append($"\"{Variables[index].Name}\":{value}");
            }
        }

        return text.Append('}').ToString();
    }
}
