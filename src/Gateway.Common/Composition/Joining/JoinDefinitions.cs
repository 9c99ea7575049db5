using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Joining;

/// <summary>The definitions that stand in a supergraph: join, link, and what its members use beside them.</summary>
/// <remarks>Source: Apollo join v0.5, link v1.0 and the specifications that <see cref="JoinFeature"/> lists.</remarks>
internal static class JoinDefinitions
{
    private const string Machinery =
        """
        directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
        directive @join__directive(graphs: [join__Graph!], name: String!, args: join__DirectiveArguments)
          repeatable on SCHEMA | OBJECT | INTERFACE | FIELD_DEFINITION
        directive @join__enumValue(graph: join__Graph!) repeatable on ENUM_VALUE
        directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet, type: String,
          external: Boolean, override: String, usedOverridden: Boolean, overrideLabel: String,
          contextArguments: [join__ContextArgument!])
          repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
        directive @join__graph(name: String!, url: String!) on ENUM_VALUE
        directive @join__implements(graph: join__Graph!, interface: String!) repeatable on OBJECT | INTERFACE
        directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false,
          resolvable: Boolean! = true, isInterfaceObject: Boolean! = false)
          repeatable on OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT | SCALAR
        directive @join__unionMember(graph: join__Graph!, member: String!) repeatable on UNION
        input join__ContextArgument {
          name: String!
          type: String!
          context: String!
          selection: join__FieldValue!
        }
        scalar join__DirectiveArguments
        scalar join__FieldSet
        scalar join__FieldValue
        scalar link__Import
        enum link__Purpose { SECURITY EXECUTION }
        """;

    public static string Sdl(GraphQLSchema schema, IReadOnlyList<JoinFeature> features, IEnumerable<string> composed)
    {
        var text = new StringBuilder();
        text.AppendLine("schema");
        text.AppendLine("  @link(url: \"https://specs.apollo.dev/link/v1.0\")");
        text.AppendLine("  @link(url: \"https://specs.apollo.dev/join/v0.5\", for: EXECUTION)");
        foreach (var link in features.Select(feature => feature.Link).Concat(composed))
        {
            text.Append("  ").AppendLine(link);
        }

        text.AppendLine("{");
        foreach (var operation in Enum.GetValues<OperationType>())
        {
            if (schema.RootType(operation) is { } type)
            {
                text.AppendLine($"  {operation.ToString().ToLowerInvariant()}: {type.Name}");
            }
        }

        text.AppendLine("}").AppendLine(Machinery);
        foreach (var feature in features)
        {
            text.AppendLine(feature.Definition);
        }

        return text.ToString();
    }

    public static EnumTypeDefinitionNode Graphs(IReadOnlyList<SourceSchema> sources, IReadOnlyList<string> names) =>
        new(null, false, new Name("join__Graph"), [],
            [.. sources.Select((source, index) => new EnumValueDefinitionNode(
                null,
                new Name(names[index]),
                [
                    GraphSchemaWriter.Directive(
                        "join__graph", ("name", Text(source.Name)), ("url", Text(source.Url ?? ""))),
                ],
                default))],
            default);

    public static StringValueNode Text(string text) => new(Encoding.UTF8.GetBytes(text), isBlock: false, default);

    public static EnumValueNode Graph(string name) => new(new Name(name), default);
}
