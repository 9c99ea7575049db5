using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>An enum has the same values wherever its sources could meet one that they do not know.</summary>
/// <remarks>
/// Source: Composite Schemas §4.2 Enum Values Mismatch, for Composite Schemas whatever the use; Apollo
/// ENUM_VALUE_MISMATCH where the enum is used for input and output.
/// </remarks>
internal static class EnumValuesMismatchRule
{
    public static void Check(MergeContext context)
    {
        foreach (var group in context.Groups.Where(group => group is { Leading: EnumType, Occurrences.Count: > 1 }))
        {
            if ((context.IsInput(group.Name) && context.IsOutput(group.Name))
                || group.Occurrences.All(occurrence => occurrence.Facts.Dialect == Dialect.Composite))
            {
                Check(context, group);
            }
        }
    }

    private static void Check(MergeContext context, TypeGroup group)
    {
        foreach (var value in EnumMerge.ValuesOf(group))
        {
            if (value.Count == group.Occurrences.Count
                || value.Exists(found => found.Facts.Has(found.Value, Words.Inaccessible)))
            {
                continue;
            }

            var (facts, definition) = value[0];
            context.Errors.Add(
                CompositionErrorCodes.EnumValuesMismatch, facts, $"{group.Name}.{definition.Name}",
                $"Every source of enum {group.Name} must have the same values, as it may be given what another one "
                + $"means; {definition.Name} is only in "
                + $"'{string.Join("', '", value.Select(found => found.Facts.Name))}': add it to the others, or mark it "
                + "@inaccessible.",
                definition.Syntax);
        }
    }
}
