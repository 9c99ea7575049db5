using Gateway.Common.Composition.Merge;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules;

/// <summary>A field that several sources resolve is shareable in all of them.</summary>
/// <remarks>
/// Source: Composite Schemas §4.2.1 Invalid Field Sharing. Equal value types of bound sources are shared.
/// </remarks>
internal static class FieldSharingRule
{
    public static void Check(MergeContext context)
    {
        foreach (var group in context.Groups.Where(group => group.Leading is ObjectType))
        {
            foreach (var occurrences in context.FieldsOf(group).Values)
            {
                Check(context, group, occurrences);
            }
        }
    }

    private static void Check(MergeContext context, TypeGroup group, List<FieldOccurrence> occurrences)
    {
        var resolved = occurrences.FindAll(occurrence => FieldMerge.IsResolved(context, occurrence)
            && context.Overrides.Find(occurrence.Facts, occurrence.Field) is null);
        if (resolved.Count < 2)
        {
            return;
        }

        var owned = resolved.Find(occurrence => !occurrence.Facts.IsShareable(occurrence.Field));
        if (owned is null)
        {
            return;
        }

        var others = string.Join("', '", resolved.Where(other => other != owned).Select(other => other.Facts.Name));
        context.Errors.Add(
            CompositionErrorCodes.InvalidFieldSharing, owned.Facts, $"{group.Name}.{owned.Field.Name}",
            $"{group.Name}.{owned.Field.Name} is resolved by '{owned.Facts.Name}' and by '{others}': mark it "
            + "@shareable in all of them, @external where it is not resolved, or rename one.",
            owned.Field.Syntax);
    }
}
