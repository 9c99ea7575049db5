using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>A union that clients see has a member that they see.</summary>
/// <remarks>Source: Composite Schemas §4.4 Empty Merged Union Type.</remarks>
internal static class EmptyMergedUnionTypeRule
{
    public static void Check(MergedView merged)
    {
        foreach (var type in merged.Shown.OfType<UnionTypeDefinitionNode>())
        {
            if (!type.Members.Any(member => !merged.IsHidden(member.Name.Value)))
            {
                merged.Add(
                    CompositionErrorCodes.EmptyMergedUnionType, type.Name.Value,
                    $"No member of union {type.Name} is visible once sources are merged: "
                    + "show one, or mark the union @inaccessible.",
                    type.Name.Value);
            }
        }
    }
}
