using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>What is extended is defined, and of the same kind. Source: GraphQL §3.4.3 Type Extensions.</summary>
internal static class PossibleTypeExtensionsRule
{
    public static void Check(SdlContext context)
    {
        var defined = new Dictionary<Name, (SyntaxKind Kind, SchemaLocation Location)>();
        foreach (var definition in context.Definitions)
        {
            if (definition.Node is TypeDefinitionNode { IsExtension: false } node)
            {
                defined.TryAdd(node.Name, (node.Kind, definition.At(node)));
            }
        }

        foreach (var definition in context.Definitions)
        {
            if (definition.Node is TypeDefinitionNode { IsExtension: true } node)
            {
                CheckOne(context, definition, node, defined);
            }
        }
    }

    private static void CheckOne(
        SdlContext context,
        SdlDefinition definition,
        TypeDefinitionNode node,
        Dictionary<Name, (SyntaxKind Kind, SchemaLocation Location)> defined)
    {
        if (defined.TryGetValue(node.Name, out var first))
        {
            if (first.Kind != node.Kind)
            {
                Mismatch(context, definition, node, first.Location);
            }
        }
        else if (context.Extended?.FindType(node.Name.Utf8) is { } type)
        {
            if (KindOf(type) != node.Kind)
            {
                Mismatch(context, definition, node, null);
            }
        }
        else if (context.Options.AllowExtensionsOfUndefinedTypes)
        {
            defined.Add(node.Name, (node.Kind, definition.At(node)));
        }
        else
        {
            context.Report(
                SchemaErrorCodes.ExtendedTypeUndefined,
                $"The type \"{node.Name}\" is extended but not defined.",
                definition.At(node.Name));
        }
    }

    private static void Mismatch(
        SdlContext context, SdlDefinition definition, TypeDefinitionNode node, SchemaLocation? first) =>
        context.Report(
            SchemaErrorCodes.ExtendedTypeKindMismatch,
            $"The type \"{node.Name}\" is extended as another kind of type than it is defined.",
            first,
            definition.At(node));

    private static SyntaxKind KindOf(NamedType type) => type switch
    {
        ScalarType => SyntaxKind.ScalarTypeDefinition,
        ObjectType => SyntaxKind.ObjectTypeDefinition,
        InterfaceType => SyntaxKind.InterfaceTypeDefinition,
        UnionType => SyntaxKind.UnionTypeDefinition,
        EnumType => SyntaxKind.EnumTypeDefinition,
        _ => SyntaxKind.InputObjectTypeDefinition,
    };
}
