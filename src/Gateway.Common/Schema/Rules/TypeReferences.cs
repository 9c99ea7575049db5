using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>The types that a definition refers to, in document order.</summary>
internal static class TypeReferences
{
    public static IEnumerable<NamedTypeNode> Of(TypeSystemNode node) => node switch
    {
        SchemaDefinitionNode schema => schema.OperationTypes.Select(root => root.Type),
        ComplexTypeDefinitionNode complex => complex.Interfaces.Concat(complex.Fields.SelectMany(
            field => Of(field.Arguments).Append(Named(field.Type)))),
        UnionTypeDefinitionNode union => union.Members,
        InputObjectTypeDefinitionNode input => Of(input.Fields),
        DirectiveDefinitionNode directive => Of(directive.Arguments),
        _ => [],
    };

    private static IEnumerable<NamedTypeNode> Of(IReadOnlyList<InputValueDefinitionNode> inputs) =>
        inputs.Select(input => Named(input.Type));

    private static NamedTypeNode Named(TypeNode type)
    {
        while (type is not NamedTypeNode)
        {
            type = type is ListTypeNode list ? list.ElementType : ((NonNullTypeNode)type).NullableType;
        }

        return (NamedTypeNode)type;
    }
}
