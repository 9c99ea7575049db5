using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>An enum that clients see has a value that they see.</summary>
/// <remarks>Source: Composite Schemas §4.4 Empty Merged Enum Type.</remarks>
internal static class EmptyMergedEnumTypeRule
{
    public static void Check(MergedView merged)
    {
        foreach (var type in merged.Shown.OfType<EnumTypeDefinitionNode>())
        {
            if (!type.Values.Any(value => MergedView.IsShown(value.Directives)))
            {
                merged.Add(
                    CompositionErrorCodes.EmptyMergedEnumType, type.Name.Value,
                    $"No value of enum {type.Name} is visible and known to all sources that take it: "
                    + "add one to all, or show one.",
                    type.Name.Value);
            }
        }
    }
}
