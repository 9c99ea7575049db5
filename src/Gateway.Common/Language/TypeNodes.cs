namespace Gateway.Common.Language;

/// <summary>A type reference. Source: GraphQL §2.12 Type References.</summary>
public abstract class TypeNode(SyntaxKind kind, SourceSpan span) : SyntaxNode(kind, span);

public sealed class NamedTypeNode(Name name, SourceSpan span) : TypeNode(SyntaxKind.NamedType, span)
{
    public Name Name { get; } = name;
}

public sealed class ListTypeNode(TypeNode elementType, SourceSpan span) : TypeNode(SyntaxKind.ListType, span)
{
    public TypeNode ElementType { get; } = elementType;
}

/// <summary>Wraps a named or a list type, never another non-null type.</summary>
public sealed class NonNullTypeNode(TypeNode nullableType, SourceSpan span) : TypeNode(SyntaxKind.NonNullType, span)
{
    public TypeNode NullableType { get; } = nullableType;
}
