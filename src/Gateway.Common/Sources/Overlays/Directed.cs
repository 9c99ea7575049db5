using Gateway.Common.Language;

namespace Gateway.Common.Sources.Overlays;

/// <summary>Type definitions with one directive more.</summary>
internal static class Directed
{
    public static TypeDefinitionNode With(TypeDefinitionNode type, DirectiveNode directive)
    {
        DirectiveNode[] directives = [.. type.Directives, directive];
        return type switch
        {
            ObjectTypeDefinitionNode it => new ObjectTypeDefinitionNode(
                it.Description, it.IsExtension, it.Name, [.. it.Interfaces], directives, [.. it.Fields], it.Span),
            InterfaceTypeDefinitionNode it => new InterfaceTypeDefinitionNode(
                it.Description, it.IsExtension, it.Name, [.. it.Interfaces], directives, [.. it.Fields], it.Span),
            UnionTypeDefinitionNode it => new UnionTypeDefinitionNode(
                it.Description, it.IsExtension, it.Name, directives, [.. it.Members], it.Span),
            EnumTypeDefinitionNode it => new EnumTypeDefinitionNode(
                it.Description, it.IsExtension, it.Name, directives, [.. it.Values], it.Span),
            InputObjectTypeDefinitionNode it => new InputObjectTypeDefinitionNode(
                it.Description, it.IsExtension, it.Name, directives, [.. it.Fields], it.Span),
            _ => new ScalarTypeDefinitionNode(
                type.Description, type.IsExtension, type.Name, directives, type.Span),
        };
    }
}
