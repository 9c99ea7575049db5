using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>
/// Directives are defined and stand where they may. Source: GraphQL §5.7.1 Directives Are Defined, §5.7.2 Directives
/// Are in Valid Locations.
/// </summary>
internal sealed class KnownDirectivesRule() : ValidationRule(RuleVisits.Directives)
{
    public override void VisitDirectives(
        IReadOnlyList<DirectiveNode> directives, string location, ValidationContext context)
    {
        foreach (var directive in directives)
        {
            if (context.Schema.DirectiveDefinitions.Find(directive.Name.Utf8) is not { } definition)
            {
                context.Report(
                    ValidationCodes.DirectiveUnknown, $"There is no directive \"@{directive.Name}\".", directive);
            }
            else if (!definition.Locations.Contains(location))
            {
                context.Report(
                    ValidationCodes.DirectiveMisplaced,
                    $"Directive \"@{directive.Name}\" may not stand on {location}.",
                    directive);
            }
        }
    }
}
