using System.Runtime.CompilerServices;

namespace Gateway.Common.Language;

/// <summary>Equality of trees by meaning: where a node stands, and how it is laid out, does not count.</summary>
/// <remarks>
/// Shape: O(nodes). Lists compare in order. A string equals a block string that means the same, a bare selection set
/// the same one after <c>query</c>.
/// </remarks>
public sealed class SyntaxComparer : IEqualityComparer<SyntaxNode>
{
    private SyntaxComparer()
    {
    }

    public static SyntaxComparer Instance { get; } = new();

    public bool Equals(SyntaxNode? x, SyntaxNode? y)
    {
        if (ReferenceEquals(x, y))
        {
            return true;
        }

        if (x is null || y is null || x.Kind != y.Kind)
        {
            return false;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        return (x, y) switch
        {
            (ValueNode a, ValueNode b) => ValuesEqual(a, b),
            (TypeNode a, TypeNode b) => TypesEqual(a, b),
            (DefinitionNode a, DefinitionNode b) => DefinitionsEqual(a, b),
            (SelectionNode a, SelectionNode b) => All(a.Directives, b.Directives) && SelectionsEqual(a, b),
            (SelectionSetNode a, SelectionSetNode b) => All(a.Selections, b.Selections),
            (ArgumentNode a, ArgumentNode b) => a.Name == b.Name && Equals(a.Value, b.Value),
            (DirectiveNode a, DirectiveNode b) => a.Name == b.Name && All(a.Arguments, b.Arguments),
            (ObjectFieldNode a, ObjectFieldNode b) => a.Name == b.Name && Equals(a.Value, b.Value),
            (DocumentNode a, DocumentNode b) => All(a.Definitions, b.Definitions),
            _ => MembersEqual(x, y),
        };
    }

    public int GetHashCode(SyntaxNode obj) => obj switch
    {
        FieldNode field => HashCode.Combine(obj.Kind, field.ResponseName, field.Name),
        ArgumentNode argument => HashCode.Combine(obj.Kind, argument.Name, GetHashCode(argument.Value)),
        TypeDefinitionNode type => HashCode.Combine(obj.Kind, type.Name),
        NamedTypeNode type => HashCode.Combine(obj.Kind, type.Name),
        VariableNode variable => HashCode.Combine(obj.Kind, variable.Name),
        EnumValueNode value => HashCode.Combine(obj.Kind, value.Name),
        StringValueNode value => HashBytes(obj.Kind, value.Utf8),
        IntValueNode value => HashBytes(obj.Kind, value.Utf8),
        _ => (int)obj.Kind,
    };

    private static int HashBytes(SyntaxKind kind, ReadOnlySpan<byte> utf8)
    {
        var hash = default(HashCode);
        hash.Add(kind);
        hash.AddBytes(utf8);
        return hash.ToHashCode();
    }

    private bool All<T>(IReadOnlyList<T> a, IReadOnlyList<T> b)
        where T : SyntaxNode
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        for (var index = 0; index < a.Count; index++)
        {
            if (!Equals(a[index], b[index]))
            {
                return false;
            }
        }

        return true;
    }

    private bool ValuesEqual(ValueNode x, ValueNode y) => (x, y) switch
    {
        (VariableNode a, VariableNode b) => a.Name == b.Name,
        (EnumValueNode a, EnumValueNode b) => a.Name == b.Name,
        (IntValueNode a, IntValueNode b) => a.Utf8.SequenceEqual(b.Utf8),
        (FloatValueNode a, FloatValueNode b) => a.Utf8.SequenceEqual(b.Utf8),
        (StringValueNode a, StringValueNode b) => a.Utf8.SequenceEqual(b.Utf8),
        (BooleanValueNode a, BooleanValueNode b) => a.Value == b.Value,
        (ListValueNode a, ListValueNode b) => All(a.Values, b.Values),
        (ObjectValueNode a, ObjectValueNode b) => All(a.Fields, b.Fields),
        _ => x is NullValueNode,
    };

    private bool TypesEqual(TypeNode x, TypeNode y) => (x, y) switch
    {
        (NamedTypeNode a, NamedTypeNode b) => a.Name == b.Name,
        (ListTypeNode a, ListTypeNode b) => Equals(a.ElementType, b.ElementType),
        (NonNullTypeNode a, NonNullTypeNode b) => Equals(a.NullableType, b.NullableType),
        _ => false,
    };

    private bool SelectionsEqual(SelectionNode x, SelectionNode y) => (x, y) switch
    {
        (FieldNode a, FieldNode b) => a.Name == b.Name
            && a.Alias == b.Alias
            && All(a.Arguments, b.Arguments)
            && Equals(a.SelectionSet, b.SelectionSet),
        (FragmentSpreadNode a, FragmentSpreadNode b) => a.Name == b.Name,
        (InlineFragmentNode a, InlineFragmentNode b) => Equals(a.TypeCondition, b.TypeCondition)
            && Equals(a.SelectionSet, b.SelectionSet),
        _ => false,
    };

    private bool DefinitionsEqual(DefinitionNode x, DefinitionNode y) => (x, y) switch
    {
        (OperationDefinitionNode a, OperationDefinitionNode b) => a.Operation == b.Operation
            && a.Name == b.Name
            && Equals(a.Description, b.Description)
            && All(a.VariableDefinitions, b.VariableDefinitions)
            && All(a.Directives, b.Directives)
            && Equals(a.SelectionSet, b.SelectionSet),
        (FragmentDefinitionNode a, FragmentDefinitionNode b) => a.Name == b.Name
            && Equals(a.Description, b.Description)
            && Equals(a.TypeCondition, b.TypeCondition)
            && All(a.Directives, b.Directives)
            && Equals(a.SelectionSet, b.SelectionSet),
        (TypeSystemNode a, TypeSystemNode b) => a.IsExtension == b.IsExtension
            && Equals(a.Description, b.Description)
            && All(a.Directives, b.Directives)
            && TypeSystemsEqual(a, b),
        _ => false,
    };

    private bool TypeSystemsEqual(TypeSystemNode x, TypeSystemNode y) => (x, y) switch
    {
        (SchemaDefinitionNode a, SchemaDefinitionNode b) => All(a.OperationTypes, b.OperationTypes),
        (DirectiveDefinitionNode a, DirectiveDefinitionNode b) => a.Name == b.Name
            && a.IsRepeatable == b.IsRepeatable
            && All(a.Arguments, b.Arguments)
            && a.Locations.SequenceEqual(b.Locations),
        (TypeDefinitionNode a, TypeDefinitionNode b) => a.Name == b.Name && TypeBodiesEqual(a, b),
        _ => false,
    };

    private bool TypeBodiesEqual(TypeDefinitionNode x, TypeDefinitionNode y) => (x, y) switch
    {
        (ComplexTypeDefinitionNode a, ComplexTypeDefinitionNode b) =>
            All(a.Interfaces, b.Interfaces) && All(a.Fields, b.Fields),
        (UnionTypeDefinitionNode a, UnionTypeDefinitionNode b) => All(a.Members, b.Members),
        (EnumTypeDefinitionNode a, EnumTypeDefinitionNode b) => All(a.Values, b.Values),
        (InputObjectTypeDefinitionNode a, InputObjectTypeDefinitionNode b) => All(a.Fields, b.Fields),
        _ => x is ScalarTypeDefinitionNode,
    };

    private bool MembersEqual(SyntaxNode x, SyntaxNode y) => (x, y) switch
    {
        (VariableDefinitionNode a, VariableDefinitionNode b) => Equals(a.Variable, b.Variable)
            && Equals(a.Description, b.Description)
            && Equals(a.Type, b.Type)
            && Equals(a.DefaultValue, b.DefaultValue)
            && All(a.Directives, b.Directives),
        (FieldDefinitionNode a, FieldDefinitionNode b) => a.Name == b.Name
            && Equals(a.Description, b.Description)
            && All(a.Arguments, b.Arguments)
            && Equals(a.Type, b.Type)
            && All(a.Directives, b.Directives),
        (InputValueDefinitionNode a, InputValueDefinitionNode b) => a.Name == b.Name
            && Equals(a.Description, b.Description)
            && Equals(a.Type, b.Type)
            && Equals(a.DefaultValue, b.DefaultValue)
            && All(a.Directives, b.Directives),
        (EnumValueDefinitionNode a, EnumValueDefinitionNode b) => a.Name == b.Name
            && Equals(a.Description, b.Description)
            && All(a.Directives, b.Directives),
        (OperationTypeDefinitionNode a, OperationTypeDefinitionNode b) => a.Operation == b.Operation
            && Equals(a.Type, b.Type),
        _ => false,
    };
}
