using Gateway.Common.Composition.Merge;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>One type holds all that the sources of a field may answer.</summary>
/// <remarks>Source: Composite Schemas §4.2 Output Field Types Mergeable.</remarks>
internal static class OutputFieldTypesNotMergeableRule
{
    public static void Check(MergeContext context)
    {
        foreach (var field in context.SharedFields)
        {
            var leading = context.Leading(field.All);
            if (LeastRestrictiveType.Of(context, leading) is not null)
            {
                continue;
            }

            var first = leading[0];
            var other = leading.Find(candidate => LeastRestrictiveType.Of(context, [first, candidate]) is null)
                ?? leading[^1];
            context.Errors.Add(
                CompositionErrorCodes.OutputFieldTypesNotMergeable, other.Facts, field.Coordinate,
                $"{field.Coordinate} is {other.Field.Type} in '{other.Facts.Name}' and {first.Field.Type} in "
                + $"'{first.Facts.Name}': give it one type; only nullability may differ, or one be the other's "
                + "interface or union.",
                other.Field.Syntax);
        }
    }
}
