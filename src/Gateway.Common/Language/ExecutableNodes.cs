namespace Gateway.Common.Language;

/// <summary>Source: GraphQL §2.3.</summary>
public enum OperationType : byte
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>Source: GraphQL §2.3 Operations.</summary>
/// <param name="name">Null for an anonymous operation.</param>
/// <param name="isShorthand">True when written as a bare selection set.</param>
public sealed class OperationDefinitionNode(
    StringValueNode? description,
    OperationType operation,
    Name? name,
    VariableDefinitionNode[] variableDefinitions,
    DirectiveNode[] directives,
    SelectionSetNode selectionSet,
    bool isShorthand,
    SourceSpan span) : DefinitionNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.OperationDefinition;

    public StringValueNode? Description { get; } = description;

    public OperationType Operation { get; } = operation;

    public Name? Name { get; } = name;

    public IReadOnlyList<VariableDefinitionNode> VariableDefinitions { get; } = variableDefinitions;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;

    public SelectionSetNode SelectionSet { get; } = selectionSet;

    public bool IsShorthand { get; } = isShorthand;
}

/// <summary>Source: GraphQL §2.9 Fragments.</summary>
public sealed class FragmentDefinitionNode(
    StringValueNode? description,
    Name name,
    NamedTypeNode typeCondition,
    DirectiveNode[] directives,
    SelectionSetNode selectionSet,
    SourceSpan span) : DefinitionNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.FragmentDefinition;

    public StringValueNode? Description { get; } = description;

    public Name Name { get; } = name;

    public NamedTypeNode TypeCondition { get; } = typeCondition;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;

    public SelectionSetNode SelectionSet { get; } = selectionSet;
}

/// <summary>Source: GraphQL §2.11 Variables.</summary>
public sealed class VariableDefinitionNode(
    StringValueNode? description,
    VariableNode variable,
    TypeNode type,
    ValueNode? defaultValue,
    DirectiveNode[] directives,
    SourceSpan span) : SyntaxNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.VariableDefinition;

    public StringValueNode? Description { get; } = description;

    public VariableNode Variable { get; } = variable;

    public TypeNode Type { get; } = type;

    public ValueNode? DefaultValue { get; } = defaultValue;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

/// <summary>Source: GraphQL §2.4 Selection Sets.</summary>
public sealed class SelectionSetNode(SelectionNode[] selections, SourceSpan span)
    : SyntaxNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.SelectionSet;

    public IReadOnlyList<SelectionNode> Selections { get; } = selections;
}

/// <summary>A field, a fragment spread or an inline fragment.</summary>
public abstract class SelectionNode(DirectiveNode[] directives, SourceSpan span)
    : SyntaxNode(span)
{
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

/// <summary>Source: GraphQL §2.5 Fields.</summary>
public sealed class FieldNode : SelectionNode
{
    /// <summary>Empty where there is no alias; else in the source of <see cref="Name"/>.</summary>
    private readonly SourceSpan _alias;

    public FieldNode(
        Name? alias,
        Name name,
        ArgumentNode[] arguments,
        DirectiveNode[] directives,
        SelectionSetNode? selectionSet,
        SourceSpan span)
        : base(directives, span)
    {
        (_alias, Name) = alias is { } other ? other.Beside(name) : (default, name);
        Arguments = arguments;
        SelectionSet = selectionSet;
    }

    /// <summary>As the parser makes it: both names stand in one source.</summary>
    internal FieldNode(
        SourceSpan alias,
        Name name,
        ArgumentNode[] arguments,
        DirectiveNode[] directives,
        SelectionSetNode? selectionSet,
        SourceSpan span)
        : base(directives, span)
    {
        _alias = alias;
        Name = name;
        Arguments = arguments;
        SelectionSet = selectionSet;
    }

    public override SyntaxKind Kind => SyntaxKind.Field;

    public Name? Alias => _alias.Length > 0 ? Name.At(_alias) : null;

    public Name Name { get; }

    /// <summary>The alias, else the name.</summary>
    public Name ResponseName => _alias.Length > 0 ? Name.At(_alias) : Name;

    public IReadOnlyList<ArgumentNode> Arguments { get; }

    public SelectionSetNode? SelectionSet { get; }
}

/// <summary>Source: GraphQL §2.9 Fragments.</summary>
public sealed class FragmentSpreadNode(Name name, DirectiveNode[] directives, SourceSpan span)
    : SelectionNode(directives, span)
{
    public override SyntaxKind Kind => SyntaxKind.FragmentSpread;

    public Name Name { get; } = name;
}

/// <summary>Source: GraphQL §2.9.2 Inline Fragments.</summary>
public sealed class InlineFragmentNode(
    NamedTypeNode? typeCondition,
    DirectiveNode[] directives,
    SelectionSetNode selectionSet,
    SourceSpan span) : SelectionNode(directives, span)
{
    public override SyntaxKind Kind => SyntaxKind.InlineFragment;

    public NamedTypeNode? TypeCondition { get; } = typeCondition;

    public SelectionSetNode SelectionSet { get; } = selectionSet;
}

/// <summary>Source: GraphQL §2.6 Arguments.</summary>
public sealed class ArgumentNode(Name name, ValueNode value, SourceSpan span) : SyntaxNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.Argument;

    public Name Name { get; } = name;

    public ValueNode Value { get; } = value;
}

/// <summary>Source: GraphQL §2.13 Directives.</summary>
public sealed class DirectiveNode(Name name, ArgumentNode[] arguments, SourceSpan span)
    : SyntaxNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.Directive;

    public Name Name { get; } = name;

    public IReadOnlyList<ArgumentNode> Arguments { get; } = arguments;
}
