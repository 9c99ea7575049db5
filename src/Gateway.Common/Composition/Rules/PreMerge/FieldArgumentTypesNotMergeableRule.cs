using Gateway.Common.Composition.Merge;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>An argument has one type in all sources, but for nullability.</summary>
/// <remarks>Source: Composite Schemas §4.2 Field Argument Types Mergeable.</remarks>
internal static class FieldArgumentTypesNotMergeableRule
{
    public static void Check(MergeContext context)
    {
        foreach (var field in context.SharedFields)
        {
            var leading = context.Leading(field.All);
            foreach (var argument in FieldMerge.ArgumentsOf(leading))
            {
                var coordinate = $"{field.Coordinate}({argument[0].Input.Name}:)";
                InputTypes.CheckTypes(
                    context, argument, coordinate, CompositionErrorCodes.FieldArgumentTypesNotMergeable);
            }
        }
    }
}
