using System.Buffers;
using System.Text.Json;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Conformance.Schema;

/// <summary>graphql-js's records of what introspection answers.</summary>
/// <remarks>
/// The records were made with different sets of fields, so only what a record holds is compared. Types are
/// compared by name: their order is our own. Descriptions of built-ins are our own words, and the September 2025
/// edition made some of their arguments non-null (docs/conformance.md).
/// </remarks>
public sealed class IntrospectionTests
{
    private const string Query = """
        {
          __schema {
            description
            queryType { name kind }
            mutationType { name kind }
            subscriptionType { name kind }
            types { ...Full }
            directives {
              name
              description
              isRepeatable
              locations
              args(includeDeprecated: true) { ...Input }
            }
          }
        }
        fragment Full on __Type {
          kind
          name
          description
          specifiedByURL
          isOneOf
          fields(includeDeprecated: true) {
            name
            description
            args(includeDeprecated: true) { ...Input }
            type { ...Reference }
            isDeprecated
            deprecationReason
          }
          inputFields(includeDeprecated: true) { ...Input }
          interfaces { ...Reference }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...Reference }
        }
        fragment Input on __InputValue {
          name
          description
          type { ...Reference }
          defaultValue
          isDeprecated
          deprecationReason
        }
        fragment Reference on __Type {
          kind
          name
          ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType {
            kind name ofType { kind name ofType { kind name ofType { kind name } } }
          } } } } } }
        }
        """;

    private static readonly DocumentNode Document = Parser.Parse(Query);

    private static readonly string[] BuiltIns =
    [
        "types[__", "types[String]", "types[Int]", "types[Float]", "types[Boolean]", "types[ID]", "directives[skip]",
        "directives[include]", "directives[deprecated]", "directives[specifiedBy]", "directives[oneOf]",
    ];

    private static readonly string[] MadeNonNull =
        ["args[includeDeprecated].type", "directives[deprecated].args[reason].type"];

    [Fact]
    public void Schemas_are_introspected_as_introspection_records_say()
    {
        var schemas = GraphQLJsCases.Schemas();
        GraphQLJsCases.Run("introspection", record =>
        {
            if (record.GetProperty("test").GetString()!.Contains("invalid introspection", StringComparison.Ordinal))
            {
                // These results were spoiled by hand, to be refused when a schema is built of them.
                return null;
            }

            var schema = GraphQLJsCases.BuildUnchecked(schemas[record.GetProperty("schema").GetInt32()]!);
            using var actual = Introspect(schema);
            var differences = new List<string>();
            Compare(
                record.GetProperty("result").GetProperty("__schema"), actual.RootElement, "__schema", differences);
            return differences.Count == 0 ? null : "  " + string.Join("\n  ", differences.Take(20));
        });
    }

    private static JsonDocument Introspect(GraphQLSchema schema)
    {
        var operation = (OperationDefinitionNode)Document.Definitions[0];
        var output = new ArrayBufferWriter<byte>();
        Introspection.Write(
            schema,
            [(FieldNode)operation.SelectionSet.Selections[0]],
            Introspection.FragmentsOf(Document),
            VariableValues.Empty,
            output);
        return JsonDocument.Parse(output.WrittenMemory);
    }

    private static void Compare(JsonElement expected, JsonElement actual, string path, List<string> differences)
    {
        if (IsOurs(path))
        {
            return;
        }

        if (expected.ValueKind != actual.ValueKind)
        {
            differences.Add($"{path}: expected {Text(expected)} actual {Text(actual)}");
        }
        else if (expected.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in expected.EnumerateObject())
            {
                Compare(property.Value, actual.GetProperty(property.Name), $"{path}.{property.Name}", differences);
            }
        }
        else if (expected.ValueKind == JsonValueKind.Array)
        {
            CompareLists(expected, actual, path, differences);
        }
        else if (!JsonElement.DeepEquals(expected, actual))
        {
            differences.Add($"{path}: expected {Text(expected)} actual {Text(actual)}");
        }
    }

    private static bool IsOurs(string path) =>
        MadeNonNull.Any(ending => path.EndsWith(ending, StringComparison.Ordinal))
        || (path.EndsWith(".description", StringComparison.Ordinal)
            && BuiltIns.Any(name => path.StartsWith("__schema." + name, StringComparison.Ordinal)));

    private static void CompareLists(JsonElement expected, JsonElement actual, string path, List<string> differences)
    {
        var left = expected.EnumerateArray().ToDictionary(NameOf);
        var right = actual.EnumerateArray().ToDictionary(NameOf);
        foreach (var name in left.Keys.Except(right.Keys).Concat(right.Keys.Except(left.Keys)))
        {
            differences.Add($"{path}[{name}] is {(left.ContainsKey(name) ? "missing" : "too much")}");
        }

        foreach (var name in left.Keys.Intersect(right.Keys))
        {
            Compare(left[name], right[name], $"{path}[{name}]", differences);
        }
    }

    private static string NameOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object ? item.GetProperty("name").GetString()! : item.GetString()!;

    private static string Text(JsonElement value) =>
        value.GetRawText() is { Length: > 80 } text ? text[..80] : value.GetRawText();
}
