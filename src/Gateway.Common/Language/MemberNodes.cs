namespace Gateway.Common.Language;

/// <summary>Source: GraphQL §3.6 FieldDefinition.</summary>
public sealed class FieldDefinitionNode(
    StringValueNode? description,
    Name name,
    InputValueDefinitionNode[] arguments,
    TypeNode type,
    DirectiveNode[] directives,
    SourceSpan span) : SyntaxNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.FieldDefinition;

    public StringValueNode? Description { get; } = description;

    public Name Name { get; } = name;

    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; } = arguments;

    public TypeNode Type { get; } = type;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

/// <summary>An argument's or input field's definition. Source: GraphQL §3.6.1 InputValueDefinition.</summary>
public sealed class InputValueDefinitionNode(
    StringValueNode? description,
    Name name,
    TypeNode type,
    ValueNode? defaultValue,
    DirectiveNode[] directives,
    SourceSpan span) : SyntaxNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.InputValueDefinition;

    public StringValueNode? Description { get; } = description;

    public Name Name { get; } = name;

    public TypeNode Type { get; } = type;

    public ValueNode? DefaultValue { get; } = defaultValue;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

/// <summary>Source: GraphQL §3.9 EnumValueDefinition.</summary>
public sealed class EnumValueDefinitionNode(
    StringValueNode? description, Name name, DirectiveNode[] directives, SourceSpan span)
    : SyntaxNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.EnumValueDefinition;

    public StringValueNode? Description { get; } = description;

    public Name Name { get; } = name;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}
