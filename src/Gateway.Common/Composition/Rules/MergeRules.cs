using Gateway.Common.Composition.Merge;

namespace Gateway.Common.Composition.Rules;

/// <summary>The rules that look at all sources before they are merged, in order.</summary>
/// <remarks>Source: Composite Schemas §4.2.1 Pre Merge Validation.</remarks>
internal static class MergeRules
{
    private static readonly Action<MergeContext>[] All =
    [
        TypeKindRule.Check,
        OverrideChainRule.Check,
        InterfaceObjectRule.Check,
        FieldSharingRule.Check,
        ExternalOnOwnTypeRule.Check,
    ];

    public static void Check(MergeContext context)
    {
        foreach (var rule in All)
        {
            rule(context);
        }
    }
}
