using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>An input type that clients see has a field that they see.</summary>
/// <remarks>Source: Composite Schemas §4.4 Empty Merged Input Object Type.</remarks>
internal static class EmptyMergedInputObjectTypeRule
{
    public static void Check(MergedView merged)
    {
        foreach (var type in merged.Shown.OfType<InputObjectTypeDefinitionNode>())
        {
            if (!type.Fields.Any(field => MergedView.IsShown(field.Directives)))
            {
                merged.Add(
                    CompositionErrorCodes.EmptyMergedInputObjectType, type.Name.Value,
                    $"No field of input {type.Name} is visible and known to all sources that have it: "
                    + "add one to all, or show one.",
                    type.Name.Value);
            }
        }
    }
}
