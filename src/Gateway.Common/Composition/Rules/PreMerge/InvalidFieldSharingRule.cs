using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>A field that several sources resolve is shareable in all of them.</summary>
/// <remarks>
/// Source: Composite Schemas §4.2 Invalid Field Sharing. Equal value types of bound sources are shared. A key of a
/// Composite Schema does not count at all, one of a Federation source counts as shareable.
/// </remarks>
internal static class InvalidFieldSharingRule
{
    public static void Check(MergeContext context)
    {
        foreach (var group in context.SharedFields.Where(field => field.Type.Leading is ObjectType))
        {
            Check(context, group);
        }
    }

    private static void Check(MergeContext context, FieldGroup group)
    {
        var resolved = group.All.FindAll(occurrence => context.IsResolved(occurrence)
            && context.Overrides.Find(occurrence.Facts, occurrence.Field) is null
            && !(occurrence.Facts.Dialect == Dialect.Composite && occurrence.Facts.IsKeyField(occurrence.Field)));
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
            CompositionErrorCodes.InvalidFieldSharing, owned.Facts, group.Coordinate,
            $"{group.Coordinate} is resolved by '{owned.Facts.Name}' and by '{others}': mark it "
            + "@shareable in all of them, @external where it is not resolved, or rename one.",
            owned.Field.Syntax);
    }
}
