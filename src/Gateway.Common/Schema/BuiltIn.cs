using Gateway.Common.Language;
using Gateway.Common.Schema.Building;

namespace Gateway.Common.Schema;

/// <summary>Tells what the specification defines from what a schema defines.</summary>
internal static class BuiltIn
{
    private static readonly HashSet<string> Directives = [.. BuiltInDefinitions.Document.Definitions
        .OfType<DirectiveDefinitionNode>()
        .Select(node => node.Name.Value)];

    private static readonly HashSet<string> IntrospectionTypes = [.. BuiltInDefinitions.Document.Definitions
        .OfType<TypeDefinitionNode>()
        .Select(node => node.Name.Value)];

    public static bool IsDirective(string name) => Directives.Contains(name);

    public static bool IsIntrospectionType(string name) => IntrospectionTypes.Contains(name);

    public static bool IsType(NamedType type) =>
        type is ScalarType { Kind: not ScalarKind.Custom } || IsIntrospectionType(type.Name);
}
