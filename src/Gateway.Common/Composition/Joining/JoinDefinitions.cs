using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>The definitions that stand in every supergraph.</summary>
internal static class JoinDefinitions
{
    private const string Machinery =
        """
        directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
        directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM
          | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
        directive @join__graph(name: String!, url: String!) on ENUM_VALUE
        directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false,
          resolvable: Boolean! = true, isInterfaceObject: Boolean! = false)
          repeatable on OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT | SCALAR
        directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet, type: String,
          external: Boolean, override: String, usedOverridden: Boolean, overrideLabel: String)
          repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
        directive @join__implements(graph: join__Graph!, interface: String!) repeatable on OBJECT | INTERFACE
        directive @join__unionMember(graph: join__Graph!, member: String!) repeatable on UNION
        directive @join__enumValue(graph: join__Graph!) repeatable on ENUM_VALUE
        scalar join__FieldSet
        scalar link__Import
        enum link__Purpose { SECURITY EXECUTION }
        """;

    private const string Links =
        """
        schema
          @link(url: "https://specs.apollo.dev/link/v1.0")
          @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
          @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
        """;

    public static string Sdl(Supergraph supergraph)
    {
        var schema = supergraph.Schema;
        var roots = new List<string>();
        foreach (var operation in Enum.GetValues<OperationType>())
        {
            if (schema.RootType(operation) is { } type)
            {
                roots.Add($"{operation.ToString().ToLowerInvariant()}: {type.Name}");
            }
        }

        return $"{Links} {{ {string.Join(' ', roots)} }}\n{Machinery}";
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
