using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>What the merged schema holds refers to nothing that a source keeps to itself.</summary>
/// <remarks>Source: Composite Schemas §4.4 Reference To Internal Type.</remarks>
internal static class ReferenceToInternalTypeRule
{
    public static void Check(MergedView merged)
    {
        foreach (var group in merged.Context.Fields)
        {
            var leading = merged.Context.Leading(group.All)[0];
            var type = leading.Field.Type.Named;
            if (leading.Facts.Has(type, Words.Internal) && merged.Find(leading.Facts.NameOf(type)) is null)
            {
                merged.Context.Errors.Add(
                    CompositionErrorCodes.ReferenceToInternalType, leading.Facts, group.Coordinate,
                    $"{group.Coordinate} takes part in composition, but its type {type.Name} is @internal: mark the "
                    + "field @internal too.",
                    leading.Field.Syntax);
            }
        }
    }
}
