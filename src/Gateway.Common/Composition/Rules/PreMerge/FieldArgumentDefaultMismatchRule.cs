using Gateway.Common.Composition.Merge;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>An argument has one default in all sources that give it one.</summary>
/// <remarks>
/// Source: Apollo Federation FIELD_ARGUMENT_DEFAULT_MISMATCH; Composite Schemas §4.3 Merge Arguments takes it as given.
/// </remarks>
internal static class FieldArgumentDefaultMismatchRule
{
    public static void Check(MergeContext context)
    {
        foreach (var field in context.SharedFields)
        {
            var leading = context.Leading(field.All);
            foreach (var argument in FieldMerge.ArgumentsOf(leading))
            {
                var coordinate = $"{field.Coordinate}({argument[0].Input.Name}:)";
                InputTypes.CheckDefaults(
                    context, argument, coordinate, CompositionErrorCodes.FieldArgumentDefaultMismatch);
            }
        }
    }
}
