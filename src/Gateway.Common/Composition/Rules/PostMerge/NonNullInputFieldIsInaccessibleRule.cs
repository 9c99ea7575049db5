using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.PostMerge;

/// <summary>What some source needs of an input can be given.</summary>
/// <remarks>
/// Source: Composite Schemas §4.4 Non-Null Input Fields cannot be inaccessible; a default stands for what is not given.
/// </remarks>
internal static class NonNullInputFieldIsInaccessibleRule
{
    public static void Check(MergedView merged)
    {
        foreach (var group in merged.Context.Groups.Where(group => group.Leading is InputObjectType))
        {
            if (merged.IsHidden(group.Name))
            {
                continue;
            }

            foreach (var field in InputMerge.FieldsOf(group))
            {
                if (field.Find(occurrence => occurrence.Input.IsRequired) is { } required
                    && field.Find(occurrence => occurrence.Facts.Has(occurrence.Input, Words.Inaccessible)) is { } by)
                {
                    merged.Context.Errors.Add(
                        CompositionErrorCodes.NonNullInputFieldIsInaccessible, by.Facts,
                        $"{group.Name}.{by.Input.Name}",
                        $"{group.Name}.{by.Input.Name} is required in '{required.Facts.Name}' but @inaccessible in "
                        + $"'{by.Facts.Name}', so nobody could give it: make it optional, or show it.",
                        by.Input.Syntax);
                }
            }
        }
    }
}
