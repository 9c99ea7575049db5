namespace Gateway.Common.Language;

/// <summary>A definition or extension of the type system. Source: GraphQL §3.</summary>
public abstract class TypeSystemNode(
    StringValueNode? description,
    bool isExtension,
    DirectiveNode[] directives,
    SourceSpan span) : DefinitionNode(span)
{
    /// <summary>Null where there is none, and always on an extension.</summary>
    public StringValueNode? Description { get; } = description;

    public bool IsExtension { get; } = isExtension;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

/// <summary>Source: GraphQL §3.3 Schema.</summary>
public sealed class SchemaDefinitionNode(
    StringValueNode? description,
    bool isExtension,
    DirectiveNode[] directives,
    OperationTypeDefinitionNode[] operationTypes,
    SourceSpan span) : TypeSystemNode(description, isExtension, directives, span)
{
    public override SyntaxKind Kind => SyntaxKind.SchemaDefinition;

    public IReadOnlyList<OperationTypeDefinitionNode> OperationTypes { get; } = operationTypes;
}

public sealed class OperationTypeDefinitionNode(OperationType operation, NamedTypeNode type, SourceSpan span)
    : SyntaxNode(span)
{
    public override SyntaxKind Kind => SyntaxKind.OperationTypeDefinition;

    public OperationType Operation { get; } = operation;

    public NamedTypeNode Type { get; } = type;
}

/// <summary>A named type's definition or extension.</summary>
public abstract class TypeDefinitionNode(
    StringValueNode? description,
    bool isExtension,
    Name name,
    DirectiveNode[] directives,
    SourceSpan span) : TypeSystemNode(description, isExtension, directives, span)
{
    public Name Name { get; } = name;
}

/// <summary>Source: GraphQL §3.5 Scalars.</summary>
public sealed class ScalarTypeDefinitionNode(
    StringValueNode? description, bool isExtension, Name name, DirectiveNode[] directives, SourceSpan span)
    : TypeDefinitionNode(description, isExtension, name, directives, span)
{
    public override SyntaxKind Kind => SyntaxKind.ScalarTypeDefinition;
}

/// <summary>An object or interface type: both have interfaces and fields.</summary>
public abstract class ComplexTypeDefinitionNode(
    StringValueNode? description,
    bool isExtension,
    Name name,
    NamedTypeNode[] interfaces,
    DirectiveNode[] directives,
    FieldDefinitionNode[] fields,
    SourceSpan span) : TypeDefinitionNode(description, isExtension, name, directives, span)
{
    public IReadOnlyList<NamedTypeNode> Interfaces { get; } = interfaces;

    public IReadOnlyList<FieldDefinitionNode> Fields { get; } = fields;
}

/// <summary>Source: GraphQL §3.6 Objects.</summary>
public sealed class ObjectTypeDefinitionNode(
    StringValueNode? description,
    bool isExtension,
    Name name,
    NamedTypeNode[] interfaces,
    DirectiveNode[] directives,
    FieldDefinitionNode[] fields,
    SourceSpan span)
    : ComplexTypeDefinitionNode(
        description, isExtension, name, interfaces, directives, fields, span)
{
    public override SyntaxKind Kind => SyntaxKind.ObjectTypeDefinition;
}

/// <summary>Source: GraphQL §3.7 Interfaces.</summary>
public sealed class InterfaceTypeDefinitionNode(
    StringValueNode? description,
    bool isExtension,
    Name name,
    NamedTypeNode[] interfaces,
    DirectiveNode[] directives,
    FieldDefinitionNode[] fields,
    SourceSpan span)
    : ComplexTypeDefinitionNode(
        description, isExtension, name, interfaces, directives, fields, span)
{
    public override SyntaxKind Kind => SyntaxKind.InterfaceTypeDefinition;
}

/// <summary>Source: GraphQL §3.8 Unions.</summary>
public sealed class UnionTypeDefinitionNode(
    StringValueNode? description,
    bool isExtension,
    Name name,
    DirectiveNode[] directives,
    NamedTypeNode[] members,
    SourceSpan span)
    : TypeDefinitionNode(description, isExtension, name, directives, span)
{
    public override SyntaxKind Kind => SyntaxKind.UnionTypeDefinition;

    public IReadOnlyList<NamedTypeNode> Members { get; } = members;
}

/// <summary>Source: GraphQL §3.9 Enums.</summary>
public sealed class EnumTypeDefinitionNode(
    StringValueNode? description,
    bool isExtension,
    Name name,
    DirectiveNode[] directives,
    EnumValueDefinitionNode[] values,
    SourceSpan span)
    : TypeDefinitionNode(description, isExtension, name, directives, span)
{
    public override SyntaxKind Kind => SyntaxKind.EnumTypeDefinition;

    public IReadOnlyList<EnumValueDefinitionNode> Values { get; } = values;
}

/// <summary>Source: GraphQL §3.10 Input Objects.</summary>
public sealed class InputObjectTypeDefinitionNode(
    StringValueNode? description,
    bool isExtension,
    Name name,
    DirectiveNode[] directives,
    InputValueDefinitionNode[] fields,
    SourceSpan span)
    : TypeDefinitionNode(description, isExtension, name, directives, span)
{
    public override SyntaxKind Kind => SyntaxKind.InputObjectTypeDefinition;

    public IReadOnlyList<InputValueDefinitionNode> Fields { get; } = fields;
}

/// <summary>Source: GraphQL §3.13 Directives.</summary>
public sealed class DirectiveDefinitionNode(
    StringValueNode? description,
    Name name,
    InputValueDefinitionNode[] arguments,
    bool isRepeatable,
    Name[] locations,
    SourceSpan span)
    : TypeSystemNode(description, isExtension: false, [], span)
{
    public override SyntaxKind Kind => SyntaxKind.DirectiveDefinition;

    public Name Name { get; } = name;

    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; } = arguments;

    public bool IsRepeatable { get; } = isRepeatable;

    public IReadOnlyList<Name> Locations { get; } = locations;
}
