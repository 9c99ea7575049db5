using Gateway.Common.Language;

namespace Gateway.Common.Schema.Building;

/// <summary>A type without its members, so that members can refer to it.</summary>
internal static class TypeShell
{
    public static NamedType Create(TypeEntry entry)
    {
        var name = entry.Name.Value;
        var description = entry.Syntax
            .Select(syntax => ((TypeDefinitionNode)syntax.Node).Description?.Value)
            .FirstOrDefault(text => text is not null);
        var directives = entry.Syntax.Count == 1
            ? ((TypeDefinitionNode)entry.Syntax[0].Node).Directives
            : [.. entry.Syntax.SelectMany(syntax => ((TypeDefinitionNode)syntax.Node).Directives)];
        NamedType type = entry.Kind switch
        {
            SyntaxKind.ObjectTypeDefinition => new ObjectType(name, description, directives),
            SyntaxKind.InterfaceTypeDefinition => new InterfaceType(name, description, directives),
            SyntaxKind.UnionTypeDefinition => new UnionType(name, description, directives),
            SyntaxKind.EnumTypeDefinition => new EnumType(name, description, directives),
            SyntaxKind.InputObjectTypeDefinition =>
                new InputObjectType(name, description, directives, AppliedDirectives.IsOneOf(directives)),
            _ => new ScalarType(
                name, description, directives, BuiltInScalar.KindOf(name), AppliedDirectives.SpecifiedBy(directives)),
        };
        type.Syntax = entry.Syntax;
        return type;
    }
}
