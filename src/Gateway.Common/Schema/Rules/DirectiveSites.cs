using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>A place where directives may stand.</summary>
/// <param name="Document">The document that it is in.</param>
/// <param name="Node">The node that carries the directives.</param>
/// <param name="Location">The location's name, such as <c>FIELD_DEFINITION</c>.</param>
internal readonly record struct DirectiveSite(
    DocumentNode Document, SyntaxNode Node, string Location, IReadOnlyList<DirectiveNode> Directives)
{
    public SchemaLocation At(Name name) => new(Document, name.Start);

    public SchemaLocation At(SyntaxNode node) => new(Document, node.Span.Start);
}

/// <summary>Finds those places of a document where something stands that is to be checked.</summary>
/// <remarks>
/// That is directives, or a default that holds fields. Source: GraphQL §3.13 TypeSystemDirectiveLocation.
/// </remarks>
internal static class DirectiveSites
{
    /// <summary>Visits those of one definition, in order.</summary>
    public static void Visit(SdlDefinition definition, Action<DirectiveSite> visit)
    {
        var node = definition.Node;
        if (node.Directives.Count > 0)
        {
            visit(new DirectiveSite(definition.Document, node, LocationOf(node.Kind), node.Directives));
        }

        switch (node)
        {
            case ComplexTypeDefinitionNode type:
                foreach (var field in type.Fields.Elements())
                {
                    VisitInputs(definition, field.Arguments, "ARGUMENT_DEFINITION", visit);
                    VisitOne(definition, field, "FIELD_DEFINITION", field.Directives, visit);
                }

                break;
            case EnumTypeDefinitionNode type:
                foreach (var value in type.Values.Elements())
                {
                    VisitOne(definition, value, "ENUM_VALUE", value.Directives, visit);
                }

                break;
            case InputObjectTypeDefinitionNode type:
                VisitInputs(definition, type.Fields, "INPUT_FIELD_DEFINITION", visit);
                break;
            case DirectiveDefinitionNode directive:
                VisitInputs(definition, directive.Arguments, "ARGUMENT_DEFINITION", visit);
                break;
        }
    }

    private static void VisitOne(
        SdlDefinition definition,
        SyntaxNode node,
        string location,
        IReadOnlyList<DirectiveNode> directives,
        Action<DirectiveSite> visit)
    {
        if (directives.Count > 0)
        {
            visit(new DirectiveSite(definition.Document, node, location, directives));
        }
    }

    private static void VisitInputs(
        SdlDefinition definition,
        IReadOnlyList<InputValueDefinitionNode> inputs,
        string location,
        Action<DirectiveSite> visit)
    {
        foreach (var input in inputs.Elements())
        {
            if (input.Directives.Count > 0 || input.DefaultValue is ListValueNode or ObjectValueNode)
            {
                visit(new DirectiveSite(definition.Document, input, location, input.Directives));
            }
        }
    }

    private static string LocationOf(SyntaxKind kind) => kind switch
    {
        SyntaxKind.SchemaDefinition => "SCHEMA",
        SyntaxKind.ScalarTypeDefinition => "SCALAR",
        SyntaxKind.ObjectTypeDefinition => "OBJECT",
        SyntaxKind.InterfaceTypeDefinition => "INTERFACE",
        SyntaxKind.UnionTypeDefinition => "UNION",
        SyntaxKind.EnumTypeDefinition => "ENUM",
        _ => "INPUT_OBJECT",
    };
}
