using Gateway.Common.Composition.Merge;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules;

/// <summary>A field that is external in one source is resolved by another.</summary>
/// <remarks>
/// Source: Composite Schemas §4.2.1 External Missing on Base. Key fields are in every source's answers, also where
/// Federation 1 has them external in all sources.
/// </remarks>
internal static class ExternalOnOwnTypeRule
{
    public static void Check(MergeContext context)
    {
        foreach (var group in context.Groups.Where(group => group.Leading is ObjectType))
        {
            foreach (var occurrences in context.FieldsOf(group).Values)
            {
                if (occurrences.TrueForAll(occurrence => occurrence.Facts.IsExternal(occurrence.Field)
                    && !occurrence.Facts.IsKeyField(occurrence.Field)))
                {
                    var first = occurrences[0];
                    context.Errors.Add(
                        CompositionErrorCodes.ExternalMissingOnBase, first.Facts, first.Field,
                        $"{group.Name}.{first.Field.Name} is @external in every source that has it: "
                        + "one must resolve it.");
                }
            }
        }
    }
}
