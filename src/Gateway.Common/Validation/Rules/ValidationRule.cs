using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>A rule of GraphQL §5: stateless, called by the traversal for the kinds of nodes that it asks for.</summary>
internal abstract class ValidationRule(RuleVisits visits)
{
    public RuleVisits Visits { get; } = visits;

    /// <summary>The rule's name: that of its class without the suffix.</summary>
    public string Name => GetType().Name[..^"Rule".Length];

    public virtual void VisitDefinition(DefinitionNode node, ValidationContext context)
    {
    }

    public virtual void VisitVariableDefinition(
        VariableDefinitionNode node, SchemaType? type, ValidationContext context)
    {
    }

    public virtual void VisitField(
        FieldNode node, NamedType? parent, FieldDefinition? definition, ValidationContext context)
    {
    }

    /// <summary>An inline fragment with a type condition.</summary>
    public virtual void VisitInlineFragment(
        InlineFragmentNode node, NamedType? parent, NamedType? type, ValidationContext context)
    {
    }

    public virtual void VisitTypeCondition(NamedTypeNode node, NamedType? type, ValidationContext context)
    {
    }

    public virtual void VisitTypeName(NamedTypeNode node, NamedType? type, ValidationContext context)
    {
    }

    /// <summary>All directives of one place, of which there is at least one.</summary>
    public virtual void VisitDirectives(
        IReadOnlyList<DirectiveNode> directives, string location, ValidationContext context)
    {
    }

    public virtual void VisitDirective(DirectiveNode node, DirectiveDefinition? definition, ValidationContext context)
    {
    }

    /// <summary>The arguments of a field or directive.</summary>
    public virtual void VisitArguments(IReadOnlyList<ArgumentNode> arguments, ValidationContext context)
    {
    }

    /// <summary>A whole argument or default value whose type is known.</summary>
    public virtual void VisitTypedValue(ValueNode value, SchemaType type, ValidationContext context)
    {
    }

    public virtual void VisitObjectValue(ObjectValueNode value, ValidationContext context)
    {
    }

    /// <summary>After the traversal, with all its facts.</summary>
    public virtual void VisitDocument(ValidationContext context)
    {
    }
}
