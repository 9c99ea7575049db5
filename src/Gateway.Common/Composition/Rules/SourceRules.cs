using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules;

/// <summary>The rules that look at one source alone, in order.</summary>
/// <remarks>Source: Composite Schemas §4.1 Validate Source Schemas.</remarks>
internal static class SourceRules
{
    private static readonly Action<SourceFacts, ErrorLog>[] All =
    [
        RootTypeNameRule.Check,
        KeyFieldsRule.Check,
        RequiresFieldsRule.Check,
        ProvidesFieldsRule.Check,
        RequireFieldsRule.Check,
        LookupKeyRule.Check,
        LinkRule.Check,
        OverrideFromSelfRule.Check,
        InterfaceObjectKeyRule.Check,
        InterfaceKeyImplementationRule.Check,
    ];

    public static void Check(IReadOnlyList<SourceFacts> sources, ErrorLog errors)
    {
        foreach (var twin in sources.GroupBy(facts => facts.Name).Where(group => group.Count() > 1))
        {
            errors.Add(
                CompositionErrorCodes.SourceNameNotUnique, "schema",
                $"{twin.Count()} sources are called '{twin.Key}': give each a name of its own.");
        }

        foreach (var facts in sources)
        {
            foreach (var rule in All)
            {
                rule(facts, errors);
            }
        }
    }
}
