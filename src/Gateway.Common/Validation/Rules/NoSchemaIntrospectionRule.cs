using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>No field of introspection is asked for; runs where introspection is switched off.</summary>
internal sealed class NoSchemaIntrospectionRule() : ValidationRule(RuleVisits.Field)
{
    public override void VisitField(
        FieldNode node, NamedType? parent, FieldDefinition? definition, ValidationContext context)
    {
        if (definition is { Type.Named: var type } && type.Utf8Name.AsSpan().StartsWith("__"u8))
        {
            context.Report(
                ValidationCodes.IntrospectionDisabled,
                $"Introspection is switched off, and \"{node.Name}\" is part of it.",
                node);
        }
    }
}
