using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Validation.Rules;

/// <summary>Every type that is named exists. Source: GraphQL §5.5.1.2 Fragment Spread Type Existence.</summary>
internal sealed class KnownTypeNamesRule() : ValidationRule(RuleVisits.TypeName)
{
    public override void VisitTypeName(NamedTypeNode node, NamedType? type, ValidationContext context)
    {
        if (type is null)
        {
            var suggestion = Suggestions.For(
                context, node.Name, () => context.Schema.Types.Select(candidate => candidate.Name));
            context.Report(ValidationCodes.TypeUnknown, $"There is no type \"{node.Name}\".{suggestion}", node);
        }
    }
}
