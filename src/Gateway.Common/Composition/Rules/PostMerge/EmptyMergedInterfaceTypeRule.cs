using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>An interface that clients see has a field that they see.</summary>
/// <remarks>Source: Composite Schemas §4.4 Empty Merged Interface Type.</remarks>
internal static class EmptyMergedInterfaceTypeRule
{
    public static void Check(MergedView merged)
    {
        foreach (var type in merged.Shown.OfType<InterfaceTypeDefinitionNode>())
        {
            if (!type.Fields.Any(field => MergedView.IsShown(field.Directives)))
            {
                merged.Add(
                    CompositionErrorCodes.EmptyMergedInterfaceType, type.Name.Value,
                    $"No field of interface {type.Name} is visible once sources are merged: "
                    + "show one, or mark the type @inaccessible.",
                    type.Name.Value);
            }
        }
    }
}
