using System.Globalization;
using System.Text;

namespace Gateway.Bench.Language;

/// <summary>
/// Queries, the middle one of 90 fields over it: nested six deep, with aliases, arguments, variables and a fragment.
/// </summary>
internal static class Sample
{
    private const int Levels = 6;
    private const int LeavesPerLevel = 14;

    public static string Schema { get; } = MakeSchema();

    /// <summary>14 leaves and the way down on each of 6 levels: 90 fields.</summary>
    public static string Query { get; } = MakeQuery();

    /// <summary>What a page asks for one thing.</summary>
    public const string SmallQuery = """
        query Small($id: ID!) {
          node(id: $id) {
            field0
            name: field1(first: 3)
            child(limit: 2) {
              field2
            }
          }
        }
        """;

    /// <summary>What tools ask when they connect, types nested nine deep.</summary>
    public const string IntrospectionQuery = """
        query IntrospectionQuery {
          __schema {
            description
            queryType { name kind }
            mutationType { name kind }
            subscriptionType { name kind }
            types { ...FullType }
            directives {
              name
              description
              isRepeatable
              locations
              args(includeDeprecated: true) { ...InputValue }
            }
          }
        }

        fragment FullType on __Type {
          kind
          name
          description
          specifiedByURL
          isOneOf
          fields(includeDeprecated: true) {
            name
            description
            args(includeDeprecated: true) { ...InputValue }
            type { ...TypeRef }
            isDeprecated
            deprecationReason
          }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) {
            name
            description
            isDeprecated
            deprecationReason
          }
          possibleTypes { ...TypeRef }
        }

        fragment InputValue on __InputValue {
          name
          description
          type { ...TypeRef }
          defaultValue
          isDeprecated
          deprecationReason
        }

        fragment TypeRef on __Type {
          kind
          name
          ofType {
            kind
            name
            ofType {
              kind
              name
              ofType {
                kind
                name
                ofType {
                  kind
                  name
                  ofType {
                    kind
                    name
                    ofType {
                      kind
                      name
                      ofType {
                        kind
                        name
                        ofType {
                          kind
                          name
                          ofType { kind name }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
        """;

    private static string MakeSchema()
    {
        var text = new StringBuilder("type Query { node(id: ID!): Node }\ntype Node {\n");
        for (var leaf = 0; leaf < LeavesPerLevel; leaf++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  field{leaf}(first: Int, name: String): String\n");
        }

        return text.Append("  child(limit: Int): Node\n}\n").ToString();
    }

    private static string MakeQuery()
    {
        var text = new StringBuilder("query Ninety($id: ID!, $first: Int = 3) {\n  node(id: $id) {\n    ...Leaves\n");
        for (var level = 1; level < Levels; level++)
        {
            var indent = new string(' ', 2 * (level + 1));
            text.Append(CultureInfo.InvariantCulture, $"{indent}child(limit: {level}) {{\n");
            AppendLeaves(text, indent + "  ", level);
        }

        text.Append(new string('}', Levels)).Append("\n}\nfragment Leaves on Node {\n");
        AppendLeaves(text, "  ", 0);
        return text.Append("}\n").ToString();
    }

    private static void AppendLeaves(StringBuilder text, string indent, int level)
    {
        for (var leaf = 0; leaf < LeavesPerLevel; leaf++)
        {
            text.Append(indent).Append((leaf % 4) switch
            {
                0 => $"field{leaf}",
                1 => $"alias{level}x{leaf}: field{leaf}(first: $first)",
                2 => $"field{leaf}(first: {leaf}, name: \"level {level}\")",
                _ => $"field{leaf}(name: \"a longer text, as clients send it\")",
            }).Append('\n');
        }
    }
}
