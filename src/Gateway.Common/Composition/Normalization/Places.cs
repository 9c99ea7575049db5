using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Normalization;

/// <summary>Finds the document that an applied directive stands in.</summary>
internal static class Places
{
    public static SyntaxReference Of(SchemaMember member, DirectiveNode directive) =>
        member.Syntax is { } syntax ? new SyntaxReference(syntax.Document, directive) : default;

    /// <summary>A type may have been extended by another document than the one that defines it.</summary>
    public static SyntaxReference Of(NamedType type, DirectiveNode directive)
    {
        foreach (var (document, node) in type.Syntax)
        {
            if (node is TypeDefinitionNode definition && definition.Directives.Contains(directive))
            {
                return new SyntaxReference(document, directive);
            }
        }

        return default;
    }

    /// <summary>A schema may be defined and extended in several documents.</summary>
    public static SyntaxReference Of(GraphQLSchema schema, DirectiveNode directive)
    {
        foreach (var (document, node) in schema.Syntax)
        {
            if (node is SchemaDefinitionNode definition && definition.Directives.Contains(directive))
            {
                return new SyntaxReference(document, directive);
            }
        }

        return default;
    }
}
