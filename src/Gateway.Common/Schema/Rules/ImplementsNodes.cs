using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Finds where a type says that it implements an interface, or includes a member.</summary>
internal static class ImplementsNodes
{
    public static SchemaLocation?[] Of(ComplexType type, NamedType face) =>
        Find(type, face, static node => ((ComplexTypeDefinitionNode)node).Interfaces);

    public static SchemaLocation?[] OfMember(UnionType union, NamedType member) =>
        Find(union, member, static node => ((UnionTypeDefinitionNode)node).Members);

    private static SchemaLocation?[] Find(
        NamedType owner, NamedType target, Func<SyntaxNode, IReadOnlyList<NamedTypeNode>> references) =>
        [.. owner.Syntax.SelectMany(syntax => references(syntax.Node)
            .Where(reference => reference.Name.Is(target.Utf8Name))
            .Select(reference => (SchemaLocation?)new SchemaLocation(syntax.Document, reference.Span.Start)))];
}
