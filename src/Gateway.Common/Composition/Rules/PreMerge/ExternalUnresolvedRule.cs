using Gateway.Common.Composition.Merge;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>A field that is external in one source is resolved by another.</summary>
/// <remarks>
/// Source: Composite Schemas §4.2 External Missing on Base. Key fields are in every source's answers, also where
/// Federation 1 has them external in all sources.
/// </remarks>
internal static class ExternalUnresolvedRule
{
    public static void Check(MergeContext context)
    {
        foreach (var group in context.Fields.Where(field => field.Type.Leading is ObjectType))
        {
            if (group.All.TrueForAll(occurrence => occurrence.Facts.IsExternal(occurrence.Field)
                && !occurrence.Facts.IsKeyField(occurrence.Field)))
            {
                var first = group.All[0];
                context.Errors.Add(
                    CompositionErrorCodes.ExternalMissingOnBase, first.Facts, first.Field,
                    $"{group.Coordinate} is @external in every source that has it: one must resolve it.");
            }
        }
    }
}
