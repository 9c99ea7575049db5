using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>An external field is of the type that it has where it is resolved.</summary>
/// <remarks>
/// Source: Composite Schemas §4.2 External Type Mismatch; Apollo EXTERNAL_TYPE_MISMATCH, which allows what could be
/// merged.
/// </remarks>
internal static class ExternalTypeMismatchRule
{
    public static void Check(MergeContext context)
    {
        foreach (var (group, external, bases) in ExternalFields.Find(context))
        {
            if (bases.Find(occurrence => !AreEqual(context, external, occurrence)) is not { } other)
            {
                continue;
            }

            context.Errors.Add(
                CompositionErrorCodes.ExternalTypeMismatch, external.Facts, group.Coordinate,
                $"{group.Coordinate} is {external.Field.Type} in '{external.Facts.Name}', which has it @external, and "
                + $"{other.Field.Type} in '{other.Facts.Name}', which resolves it: write the latter.",
                external.Field.Syntax);
        }
    }

    private static bool AreEqual(MergeContext context, FieldOccurrence external, FieldOccurrence other) =>
        external.Facts.Dialect == Dialect.Composite
            ? external.Field.Type.ToString() == other.Field.Type.ToString()
            : LeastRestrictiveType.Of(context, [external, other]) is not null;
}
