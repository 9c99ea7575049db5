using Gateway.Common.Composition.Merge;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>An input field that one source needs is known to all that have the type.</summary>
/// <remarks>Source: Composite Schemas §4.2 Input With Missing Required Fields.</remarks>
internal static class InputWithMissingRequiredFieldsRule
{
    public static void Check(MergeContext context)
    {
        foreach (var group in context.Groups.Where(
            group => group is { Leading: InputObjectType, Occurrences.Count: > 1 }))
        {
            foreach (var field in InputMerge.FieldsOf(group))
            {
                var coordinate = $"{group.Name}.{field[0].Input.Name}";
                InputTypes.CheckRequired(
                    context, field, group.Occurrences.Count, coordinate,
                    CompositionErrorCodes.InputWithMissingRequiredFields);
            }
        }
    }
}
