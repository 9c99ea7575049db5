using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Rules.PostMerge;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules;

/// <summary>The rules that look at the merged schema, in order.</summary>
/// <remarks>Source: Composite Schemas §4.4 Post Merge Validation; what only Federation has comes last.</remarks>
internal static class PostMergeRules
{
    private static readonly Action<MergedView>[] All =
    [
        NoQueriesRule.Check,
        ReferenceToInaccessibleTypeRule.Check,
        ReferenceToInternalTypeRule.Check,
        EmptyMergedObjectTypeRule.Check,
        EmptyMergedInterfaceTypeRule.Check,
        ImplementedByInaccessibleRule.Check,
        InterfaceFieldNoImplementationRule.Check,
        EmptyMergedInputObjectTypeRule.Check,
        NonNullInputFieldIsInaccessibleRule.Check,
        EmptyMergedEnumTypeRule.Check,
        EnumTypeDefaultValueInaccessibleRule.Check,
        EmptyMergedUnionTypeRule.Check,
        IsInvalidFieldsRule.Check,
        RequireInvalidFieldsRule.Check,
        RequiredArgumentInaccessibleRule.Check,
        TransitiveRequirementsRule.Check,
    ];

    public static void Check(MergeContext context, DocumentNode merged)
    {
        var view = new MergedView(context, merged);
        foreach (var rule in All)
        {
            rule(view);
        }
    }
}
