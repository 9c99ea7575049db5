using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Testing.Differential;

/// <summary>The schema by which a subgraph answers: with the fields that Federation adds.</summary>
/// <remarks>Source: Apollo Federation, subgraph specification.</remarks>
internal static class SubgraphSchema
{
    public static GraphQLSchema Executable(SourceSchema source)
    {
        var schema = source.Schema;
        var entities = schema.Types.OfType<ObjectType>().Where(IsEntity).Select(static type => type.Name).ToArray();
        var fields = entities.Length == 0 ? "" : "_entities(representations: [_Any!]!): [_Entity]!";
        var added = (entities.Length == 0 ? "" : $"scalar _Any union _Entity = {string.Join(" | ", entities)}\n")
            + (schema.QueryType, fields) switch
            {
                ({ }, "") => "",
                ({ } query, _) => $"extend type {query.Name} {{ {fields} }}",
                (null, "") => "type Query { _none: Int }",
                _ => $"type Query {{ {fields} }}",
            };
        var definitions = schema.Documents.SelectMany(static document => document.Definitions)
            .Concat(Parser.Parse(added.Length == 0 ? "scalar _Unused" : added).Definitions);
        return SchemaBuilder.BuildOrThrow(
            new DocumentNode([], [.. definitions], default), SchemaBuildOptions.SourceSchema);
    }

    private static bool IsEntity(ObjectType type) =>
        type.Directives.Any(static directive => directive.Name.Value is "key" or "federation__key")
        || type.Interfaces.Any(static face => face.HasDirective("key"u8));
}
