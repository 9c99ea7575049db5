using Gateway.Common.Language;

namespace Gateway.Common.Schema.Building;

/// <summary>A type without its members, so that members can refer to it.</summary>
internal static class TypeShell
{
    public static NamedType Create(TypeParts parts)
    {
        var source = Source(parts);
        return parts.Node.Kind switch
        {
            SyntaxKind.ObjectTypeDefinition => new ObjectType(source),
            SyntaxKind.InterfaceTypeDefinition => new InterfaceType(source),
            SyntaxKind.UnionTypeDefinition => new UnionType(source),
            SyntaxKind.EnumTypeDefinition => new EnumType(source),
            SyntaxKind.InputObjectTypeDefinition => new InputObjectType(source),
            _ => new ScalarType(source),
        };
    }

    private static TypeSource Source(TypeParts parts)
    {
        var definition = parts.Node;
        if (parts.Count == 1)
        {
            return new TypeSource(definition.Name, definition.Description, definition.Directives, parts);
        }

        var nodes = parts.Select(reference => (TypeDefinitionNode)reference.Node).ToArray();
        DirectiveNode[] directives = [.. nodes.SelectMany(node => node.Directives)];
        return new TypeSource(
            definition.Name,
            nodes.Select(node => node.Description).FirstOrDefault(text => text is not null),
            directives,
            parts);
    }
}
