using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>An object type that clients see has a field that they see.</summary>
/// <remarks>
/// Source: Composite Schemas §4.4 Empty Merged Object Type; Apollo ONLY_INACCESSIBLE_CHILDREN. Of Query another rule
/// speaks.
/// </remarks>
internal static class EmptyMergedObjectTypeRule
{
    public static void Check(MergedView merged)
    {
        var query = merged.Context.Sources[0].RootName(OperationType.Query);
        foreach (var type in merged.Shown.OfType<ObjectTypeDefinitionNode>())
        {
            if (!type.Fields.Any(field => MergedView.IsShown(field.Directives)) && type.Name.Value != query)
            {
                merged.Add(
                    CompositionErrorCodes.EmptyMergedObjectType, type.Name.Value,
                    $"No field of {type.Name} is visible once sources are merged: "
                    + "show one, or mark the type @inaccessible or @internal.",
                    type.Name.Value);
            }
        }
    }
}
