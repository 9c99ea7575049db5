namespace Gateway.Common.Language;

/// <summary>A type reference. Source: GraphQL §2.12 Type References.</summary>
public abstract class TypeNode(SourceSpan span) : SyntaxNode(span);

public sealed class NamedTypeNode(Name name, SourceSpan span) : TypeNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.NamedType;

    public Name Name { get; } = name;
}

public sealed class ListTypeNode(TypeNode elementType, SourceSpan span) : TypeNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.ListType;

    public TypeNode ElementType { get; } = elementType;
}

/// <summary>Wraps a named or a list type, never another non-null type.</summary>
public sealed class NonNullTypeNode(TypeNode nullableType, SourceSpan span) : TypeNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.NonNullType;

    public TypeNode NullableType { get; } = nullableType;
}
