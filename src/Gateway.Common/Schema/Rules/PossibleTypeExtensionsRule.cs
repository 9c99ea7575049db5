using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>What is extended is defined, and of the same kind. Source: GraphQL §3.4.3 Type Extensions.</summary>
internal static class PossibleTypeExtensionsRule
{
    public static void Check(SdlContext context, SdlDefinition definition)
    {
        if (definition.Node is not TypeDefinitionNode { IsExtension: true } node)
        {
            return;
        }

        var id = context.Types.IdOf(definition.Index);
        var last = context.Types.LastDefinitionOf(id);
        if (last >= 0)
        {
            CheckKind(context, definition, node, context.Definitions[last]);
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
            CheckKind(context, definition, node, context.Definitions[id]);
        }
        else
        {
            context.Report(
                SchemaErrorCodes.ExtendedTypeUndefined,
                $"The type \"{node.Name}\" is extended but not defined.",
                definition.At(node.Name));
        }
    }

    private static void CheckKind(
        SdlContext context, SdlDefinition definition, TypeDefinitionNode node, SdlDefinition first)
    {
        if (first.Node.Kind != node.Kind)
        {
            Mismatch(context, definition, node, first.At(first.Node));
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
