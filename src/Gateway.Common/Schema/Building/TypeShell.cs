using Gateway.Common.Language;

namespace Gateway.Common.Schema.Building;

/// <summary>A type without its members, so that members can refer to it.</summary>
internal static class TypeShell
{
    public static NamedType Create(TypeEntry entry)
    {
        var source = Source(entry);
        return entry.Node.Kind switch
        {
            SyntaxKind.ObjectTypeDefinition => new ObjectType(source),
            SyntaxKind.InterfaceTypeDefinition => new InterfaceType(source),
            SyntaxKind.UnionTypeDefinition => new UnionType(source),
            SyntaxKind.EnumTypeDefinition => new EnumType(source),
            SyntaxKind.InputObjectTypeDefinition => new InputObjectType(source),
            _ => new ScalarType(source),
        };
    }

    private static TypeSource Source(TypeEntry entry)
    {
        var syntax = entry.AllSyntax();
        var definition = entry.Node;
        if (syntax.Length == 1)
        {
            return new TypeSource(definition.Name, definition.Description, definition.Directives, syntax);
        }

        var nodes = syntax.Select(reference => (TypeDefinitionNode)reference.Node).ToArray();
        return new TypeSource(
            definition.Name,
            nodes.Select(node => node.Description).FirstOrDefault(text => text is not null),
            [.. nodes.SelectMany(node => node.Directives)],
            syntax);
    }
}
