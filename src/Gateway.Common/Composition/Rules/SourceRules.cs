using Gateway.Common.Composition.Normalization;
using Gateway.Common.Composition.Rules.SourceSchemas;

namespace Gateway.Common.Composition.Rules;

/// <summary>The rules that look at one source alone, in order.</summary>
/// <remarks>
/// Source: Composite Schemas §4.1 Validate Source Schemas, in its order; what only Federation has comes last.
/// </remarks>
internal static class SourceRules
{
    private static readonly Action<SourceFacts, ErrorLog>[] All =
    [
        TypeDefinitionInvalidRule.Check,
        QueryRootTypeInaccessibleRule.Check,
        RootMutationUsedRule.Check,
        RootQueryUsedRule.Check,
        RootSubscriptionUsedRule.Check,
        ExternalUnusedRule.Check,
        ExternalOverrideCollisionRule.Check,
        ExternalProvidesCollisionRule.Check,
        ExternalRequireCollisionRule.Check,
        ExternalOnInterfaceRule.Check,
        IsInvalidSyntaxRule.Check,
        IsInvalidFieldTypeRule.Check,
        IsInvalidUsageRule.Check,
        KeyFieldsSelectInvalidTypeRule.Check,
        KeyDirectiveInFieldsArgumentRule.Check,
        KeyInvalidArgumentsRule.Check,
        KeyInvalidSyntaxRule.Check,
        KeyInvalidFieldsRule.Check,
        KeyInvalidFieldsTypeRule.Check,
        LookupMustHaveArgumentsRule.Check,
        LookupReturnsNonNullableTypeRule.Check,
        LookupReturnsListRule.Check,
        LookupWithoutKeyRule.Check,
        LookupWaysRule.Check,
        OverrideFromSelfRule.Check,
        OverrideOnInterfaceRule.Check,
        OverrideLabelRule.Check,
        ProvidesDirectiveInFieldsArgumentRule.Check,
        ProvidesFieldsHasArgumentsRule.Check,
        ProvidesFieldsMissingExternalRule.Check,
        ProvidesInvalidSyntaxRule.Check,
        ProvidesInvalidFieldsRule.Check,
        ProvidesInvalidFieldsTypeRule.Check,
        ProvidesOnNonCompositeFieldRule.Check,
        RequireInvalidSyntaxRule.Check,
        RequireInvalidFieldTypeRule.Check,
        InvalidShareableUsageRule.Check,
        FromInvalidFieldsRule.Check,
        SelectionMapUnsupportedRule.Check,
        LinkImportRule.Check,
        RequiresDirectiveInFieldsArgumentRule.Check,
        RequiresFieldsMissingExternalRule.Check,
        RequiresInvalidSyntaxRule.Check,
        RequiresInvalidFieldsRule.Check,
        RequiresInvalidFieldsTypeRule.Check,
        InterfaceObjectKeyRule.Check,
        InterfaceKeyNotOnImplementationRule.Check,
        UnsupportedOnInterfaceRule.Check,
        ComposeDirectiveRule.Check,
        CostOnInterfaceFieldRule.Check,
        ListSizeRule.Check,
        ContextNameRule.Check,
        FromContextRule.Check,
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
