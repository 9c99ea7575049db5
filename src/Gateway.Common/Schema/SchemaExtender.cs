using Gateway.Common.Language;

namespace Gateway.Common.Schema;

/// <summary>Makes a new schema of an existing one and a document of additions.</summary>
/// <remarks>
/// Shape: everything the schema was built from, and the document after it, built anew. A schema made by code is
/// printed and read first. Unlike in a first document, a type named <c>Mutation</c> does not become a root type.
/// Source: GraphQL §3.3.2 and the other Extension sections.
/// </remarks>
public static class SchemaExtender
{
    public static SchemaBuildResult Extend(
        GraphQLSchema schema, DocumentNode document, SchemaBuildOptions? options = null)
    {
        options ??= SchemaBuildOptions.Default;
        if (!options.AssumeValid)
        {
            var faults = SdlValidator.Validate([document], options, schema);
            if (faults.Count > 0)
            {
                return new SchemaBuildResult(null, faults);
            }
        }

        var roots = schema.DeclaredRootTypes.ToDictionary(root => root.Key, root => root.Value.Name);
        return SchemaBuilder.Assemble([.. DocumentsOf(schema), document], options, roots);
    }

    /// <exception cref="SchemaException">The document does not fit the schema.</exception>
    public static GraphQLSchema ExtendOrThrow(
        GraphQLSchema schema, DocumentNode document, SchemaBuildOptions? options = null) =>
        Extend(schema, document, options).OrThrow();

    private static IReadOnlyList<DocumentNode> DocumentsOf(GraphQLSchema schema)
    {
        if (schema.Documents.Count > 0)
        {
            return schema.Documents;
        }

        var sdl = SchemaPrinter.Print(schema, SchemaPrintOptions.Source);
        return sdl.Length == 0 ? [] : [Parser.Parse(sdl)];
    }
}
