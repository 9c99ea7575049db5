using Gateway.Common.Composition.Merge;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>An input field has one type in all sources, but for nullability.</summary>
/// <remarks>Source: Composite Schemas §4.2 Input Field Types mergeable.</remarks>
internal static class InputFieldTypesNotMergeableRule
{
    public static void Check(MergeContext context)
    {
        foreach (var group in context.Groups.Where(
            group => group is { Leading: InputObjectType, Occurrences.Count: > 1 }))
        {
            foreach (var field in InputMerge.FieldsOf(group))
            {
                var coordinate = $"{group.Name}.{field[0].Input.Name}";
                InputTypes.CheckTypes(context, field, coordinate, CompositionErrorCodes.InputFieldTypesNotMergeable);
            }
        }
    }
}
