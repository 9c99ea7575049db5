namespace Gateway.Common.Validation.Rules;

/// <summary>
/// Every fragment that is spread is defined. Source: GraphQL §5.5.2.1 Fragment Spread Target Defined.
/// </summary>
internal sealed class KnownFragmentNamesRule() : ValidationRule(RuleVisits.Document)
{
    public override void VisitDocument(ValidationContext context)
    {
        foreach (var (spread, _) in context.SpreadSites)
        {
            if (context.FindFragment(spread.Name) is null)
            {
                context.Report(
                    ValidationCodes.FragmentUnknown,
                    $"There is no fragment \"{spread.Name}\".",
                    [spread.Name.Start]);
            }
        }
    }
}
