using Gateway.Common.Language;

namespace Gateway.Common.Validation.Rules;

/// <summary>A directive that is not repeatable stands once in a place. Source: GraphQL §5.7.3.</summary>
internal sealed class UniqueDirectivesPerLocationRule() : ValidationRule(RuleVisits.Directives)
{
    public override void VisitDirectives(
        IReadOnlyList<DirectiveNode> directives, string location, ValidationContext context)
    {
        if (directives.Count < 2)
        {
            return;
        }

        var known = new Dictionary<Name, DirectiveNode>();
        foreach (var directive in directives)
        {
            if (!known.TryAdd(directive.Name, directive)
                && context.Schema.DirectiveDefinitions.Find(directive.Name.Utf8) is { IsRepeatable: false })
            {
                context.Report(
                    ValidationCodes.DirectiveDuplicated,
                    $"Directive \"@{directive.Name}\" may stand only once in this place.",
                    known[directive.Name],
                    directive);
            }
        }
    }
}
