using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>A selected field exists on its type. Source: GraphQL §5.3.1 Field Selections.</summary>
internal sealed class FieldsOnCorrectTypeRule() : ValidationRule(RuleVisits.Field)
{
    public override void VisitField(
        FieldNode node, NamedType? parent, FieldDefinition? definition, ValidationContext context)
    {
        if (parent is null || definition is not null)
        {
            return;
        }

        var suggestion = Suggestions.For(
            context,
            node.Name,
            () => parent is ComplexType complex ? complex.Fields.Select(field => field.Name) : []);
        context.Report(
            ValidationCodes.FieldUnknown, $"There is no field \"{node.Name}\" on \"{parent}\".{suggestion}", node);
    }
}
