using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Rules.PreMerge;

namespace Gateway.Common.Composition.Rules;

/// <summary>The rules that look at all sources before they are merged, in order.</summary>
/// <remarks>Source: Composite Schemas §4.2 Pre Merge Validation; what only Federation has comes last.</remarks>
internal static class PreMergeRules
{
    private static readonly Action<MergeContext>[] All =
    [
        TypeKindMismatchRule.Check,
        EnumValuesMismatchRule.Check,
        OutputFieldTypesNotMergeableRule.Check,
        FieldArgumentTypesNotMergeableRule.Check,
        FieldWithMissingRequiredArgumentRule.Check,
        InputFieldDefaultMismatchRule.Check,
        InputFieldTypesNotMergeableRule.Check,
        InputWithMissingRequiredFieldsRule.Check,
        ExternalArgumentDefaultMismatchRule.Check,
        ExternalArgumentMissingRule.Check,
        ExternalArgumentTypeMismatchRule.Check,
        ExternalUnresolvedRule.Check,
        ExternalTypeMismatchRule.Check,
        OverrideSourceHasOverrideRule.Check,
        InvalidFieldSharingRule.Check,
        FieldArgumentDefaultMismatchRule.Check,
        OverrideCollisionRule.Check,
        InterfaceObjectRule.Check,
        ShareableRuntimeTypesRule.Check,
        DirectiveDefinitionMismatchRule.Check,
        ComposedFeatureRule.Check,
        LinkImportNameRule.Check,
        ContextualArgumentRule.Check,
    ];

    public static void Check(MergeContext context)
    {
        foreach (var rule in All)
        {
            rule(context);
        }
    }
}
