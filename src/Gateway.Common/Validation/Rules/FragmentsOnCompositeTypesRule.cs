using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>Fragments are on objects, interfaces and unions. Source: GraphQL §5.5.1.3.</summary>
internal sealed class FragmentsOnCompositeTypesRule() : ValidationRule(RuleVisits.TypeCondition)
{
    public override void VisitTypeCondition(NamedTypeNode node, NamedType? type, ValidationContext context)
    {
        if (type is { IsComposite: false })
        {
            context.Report(
                ValidationCodes.FragmentTypeNotComposite,
                $"A fragment cannot be on \"{type}\": it has no fields.",
                node);
        }
    }
}
