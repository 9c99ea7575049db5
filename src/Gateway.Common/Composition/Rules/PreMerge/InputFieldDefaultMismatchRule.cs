using Gateway.Common.Composition.Merge;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>An input field has one default in all sources that give it one.</summary>
/// <remarks>Source: Composite Schemas §4.2 Input Field Default Mismatch.</remarks>
internal static class InputFieldDefaultMismatchRule
{
    public static void Check(MergeContext context)
    {
        foreach (var group in context.Groups.Where(
            group => group is { Leading: InputObjectType, Occurrences.Count: > 1 }))
        {
            foreach (var field in InputMerge.FieldsOf(group))
            {
                var coordinate = $"{group.Name}.{field[0].Input.Name}";
                InputTypes.CheckDefaults(context, field, coordinate, CompositionErrorCodes.InputFieldDefaultMismatch);
            }
        }
    }
}
