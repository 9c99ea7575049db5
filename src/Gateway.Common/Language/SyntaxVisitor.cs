using System.Runtime.CompilerServices;

namespace Gateway.Common.Language;

/// <summary>Walks a tree in source order; override what is of interest, call the base to go on below it.</summary>
/// <remarks>
/// Shape: O(nodes). Errors: <see cref="InsufficientExecutionStackException"/> instead of a crash on trees made by
/// code that are deeper than the stack; no parsed document is.
/// </remarks>
public abstract class SyntaxVisitor
{
    /// <summary>Visits a node by its kind; null is passed over.</summary>
    public void Visit(SyntaxNode? node)
    {
        if (node is null)
        {
            return;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (node)
        {
            case FieldNode field:
                VisitField(field);
                break;
            case ArgumentNode argument:
                VisitArgument(argument);
                break;
            case ValueNode value:
                VisitValue(value);
                break;
            case TypeNode type:
                VisitType(type);
                break;
            case TypeSystemNode definition:
                VisitTypeSystem(definition);
                break;
            default:
                VisitOther(node);
                break;
        }
    }

    protected void VisitAll<T>(IReadOnlyList<T> nodes)
        where T : SyntaxNode
    {
        for (var index = 0; index < nodes.Count; index++)
        {
            Visit(nodes[index]);
        }
    }

    protected virtual void VisitDocument(DocumentNode node) => VisitAll(node.Definitions);

    protected virtual void VisitOperationDefinition(OperationDefinitionNode node)
    {
        Visit(node.Description);
        VisitAll(node.VariableDefinitions);
        VisitAll(node.Directives);
        Visit(node.SelectionSet);
    }

    protected virtual void VisitFragmentDefinition(FragmentDefinitionNode node)
    {
        Visit(node.Description);
        Visit(node.TypeCondition);
        VisitAll(node.Directives);
        Visit(node.SelectionSet);
    }

    protected virtual void VisitVariableDefinition(VariableDefinitionNode node)
    {
        Visit(node.Description);
        Visit(node.Variable);
        Visit(node.Type);
        Visit(node.DefaultValue);
        VisitAll(node.Directives);
    }

    protected virtual void VisitSelectionSet(SelectionSetNode node) => VisitAll(node.Selections);

    protected virtual void VisitField(FieldNode node)
    {
        VisitAll(node.Arguments);
        VisitAll(node.Directives);
        Visit(node.SelectionSet);
    }

    protected virtual void VisitFragmentSpread(FragmentSpreadNode node) => VisitAll(node.Directives);

    protected virtual void VisitInlineFragment(InlineFragmentNode node)
    {
        Visit(node.TypeCondition);
        VisitAll(node.Directives);
        Visit(node.SelectionSet);
    }

    protected virtual void VisitArgument(ArgumentNode node) => Visit(node.Value);

    protected virtual void VisitDirective(DirectiveNode node) => VisitAll(node.Arguments);

    protected virtual void VisitVariable(VariableNode node)
    {
    }

    /// <summary>Int, Float, String, Boolean, Null and Enum values.</summary>
    protected virtual void VisitLeafValue(ValueNode node)
    {
    }

    protected virtual void VisitListValue(ListValueNode node) => VisitAll(node.Values);

    protected virtual void VisitObjectValue(ObjectValueNode node) => VisitAll(node.Fields);

    protected virtual void VisitObjectField(ObjectFieldNode node) => Visit(node.Value);

    protected virtual void VisitNamedType(NamedTypeNode node)
    {
    }

    protected virtual void VisitListType(ListTypeNode node) => Visit(node.ElementType);

    protected virtual void VisitNonNullType(NonNullTypeNode node) => Visit(node.NullableType);

    protected virtual void VisitSchemaDefinition(SchemaDefinitionNode node)
    {
        Visit(node.Description);
        VisitAll(node.Directives);
        VisitAll(node.OperationTypes);
    }

    protected virtual void VisitOperationTypeDefinition(OperationTypeDefinitionNode node) => Visit(node.Type);

    protected virtual void VisitScalarTypeDefinition(ScalarTypeDefinitionNode node)
    {
        Visit(node.Description);
        VisitAll(node.Directives);
    }

    protected virtual void VisitObjectTypeDefinition(ObjectTypeDefinitionNode node) => VisitComplexType(node);

    protected virtual void VisitInterfaceTypeDefinition(InterfaceTypeDefinitionNode node) => VisitComplexType(node);

    protected virtual void VisitUnionTypeDefinition(UnionTypeDefinitionNode node)
    {
        Visit(node.Description);
        VisitAll(node.Directives);
        VisitAll(node.Members);
    }

    protected virtual void VisitEnumTypeDefinition(EnumTypeDefinitionNode node)
    {
        Visit(node.Description);
        VisitAll(node.Directives);
        VisitAll(node.Values);
    }

    protected virtual void VisitInputObjectTypeDefinition(InputObjectTypeDefinitionNode node)
    {
        Visit(node.Description);
        VisitAll(node.Directives);
        VisitAll(node.Fields);
    }

    protected virtual void VisitDirectiveDefinition(DirectiveDefinitionNode node)
    {
        Visit(node.Description);
        VisitAll(node.Arguments);
    }

    protected virtual void VisitFieldDefinition(FieldDefinitionNode node)
    {
        Visit(node.Description);
        VisitAll(node.Arguments);
        Visit(node.Type);
        VisitAll(node.Directives);
    }

    protected virtual void VisitInputValueDefinition(InputValueDefinitionNode node)
    {
        Visit(node.Description);
        Visit(node.Type);
        Visit(node.DefaultValue);
        VisitAll(node.Directives);
    }

    protected virtual void VisitEnumValueDefinition(EnumValueDefinitionNode node)
    {
        Visit(node.Description);
        VisitAll(node.Directives);
    }

    private void VisitComplexType(ComplexTypeDefinitionNode node)
    {
        Visit(node.Description);
        VisitAll(node.Interfaces);
        VisitAll(node.Directives);
        VisitAll(node.Fields);
    }

    private void VisitValue(ValueNode node)
    {
        switch (node)
        {
            case VariableNode variable:
                VisitVariable(variable);
                break;
            case ListValueNode list:
                VisitListValue(list);
                break;
            case ObjectValueNode fields:
                VisitObjectValue(fields);
                break;
            default:
                VisitLeafValue(node);
                break;
        }
    }

    private void VisitType(TypeNode node)
    {
        switch (node)
        {
            case NamedTypeNode named:
                VisitNamedType(named);
                break;
            case ListTypeNode list:
                VisitListType(list);
                break;
            case NonNullTypeNode nonNull:
                VisitNonNullType(nonNull);
                break;
        }
    }

    private void VisitTypeSystem(TypeSystemNode node)
    {
        switch (node)
        {
            case ObjectTypeDefinitionNode type:
                VisitObjectTypeDefinition(type);
                break;
            case InterfaceTypeDefinitionNode type:
                VisitInterfaceTypeDefinition(type);
                break;
            case InputObjectTypeDefinitionNode type:
                VisitInputObjectTypeDefinition(type);
                break;
            case EnumTypeDefinitionNode type:
                VisitEnumTypeDefinition(type);
                break;
            case UnionTypeDefinitionNode type:
                VisitUnionTypeDefinition(type);
                break;
            case ScalarTypeDefinitionNode type:
                VisitScalarTypeDefinition(type);
                break;
            case DirectiveDefinitionNode directive:
                VisitDirectiveDefinition(directive);
                break;
            case SchemaDefinitionNode schema:
                VisitSchemaDefinition(schema);
                break;
        }
    }

    private void VisitOther(SyntaxNode node)
    {
        switch (node)
        {
            case SelectionSetNode selectionSet:
                VisitSelectionSet(selectionSet);
                break;
            case DirectiveNode directive:
                VisitDirective(directive);
                break;
            case FragmentSpreadNode spread:
                VisitFragmentSpread(spread);
                break;
            case InlineFragmentNode fragment:
                VisitInlineFragment(fragment);
                break;
            case ObjectFieldNode field:
                VisitObjectField(field);
                break;
            case FieldDefinitionNode field:
                VisitFieldDefinition(field);
                break;
            case InputValueDefinitionNode input:
                VisitInputValueDefinition(input);
                break;
            case EnumValueDefinitionNode value:
                VisitEnumValueDefinition(value);
                break;
            case VariableDefinitionNode variable:
                VisitVariableDefinition(variable);
                break;
            case OperationTypeDefinitionNode root:
                VisitOperationTypeDefinition(root);
                break;
            case OperationDefinitionNode operation:
                VisitOperationDefinition(operation);
                break;
            case FragmentDefinitionNode fragment:
                VisitFragmentDefinition(fragment);
                break;
            case DocumentNode document:
                VisitDocument(document);
                break;
        }
    }
}
