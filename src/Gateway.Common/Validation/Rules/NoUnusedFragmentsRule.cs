namespace Gateway.Common.Validation.Rules;

/// <summary>Every fragment is used by an operation. Source: GraphQL §5.5.1.4 Fragments Must Be Used.</summary>
internal sealed class NoUnusedFragmentsRule() : ValidationRule(RuleVisits.Document)
{
    public override void VisitDocument(ValidationContext context)
    {
        if (context.Fragments.Count == 0)
        {
            return;
        }

        var used = new HashSet<DefinitionFacts>();
        foreach (var operation in context.Operations)
        {
            used.UnionWith(context.Reach(operation));
        }

        foreach (var fragment in context.Fragments)
        {
            if (!used.Contains(fragment) && !IsShadowed(fragment, context, used))
            {
                context.Report(
                    ValidationCodes.FragmentUnused,
                    $"Fragment \"{fragment.Fragment!.Name}\" is never used.",
                    fragment.Fragment);
            }
        }
    }

    /// <summary>Of fragments with one name the spreads mean the last: the others count as used with it.</summary>
    private static bool IsShadowed(
        DefinitionFacts fragment, ValidationContext context, HashSet<DefinitionFacts> used) =>
        context.FindFragment(fragment.Fragment!.Name) is { } last && last != fragment && used.Contains(last);
}
