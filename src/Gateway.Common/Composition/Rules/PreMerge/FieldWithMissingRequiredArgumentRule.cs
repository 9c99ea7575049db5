using Gateway.Common.Composition.Merge;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>An argument that one source needs is known to all that answer the field.</summary>
/// <remarks>
/// Source: Composite Schemas §4.2 Field With Missing Required Arguments. What the gateway fills in is no argument
/// here, and what it fills in for some sources only has a rule of its own.
/// </remarks>
internal static class FieldWithMissingRequiredArgumentRule
{
    public static void Check(MergeContext context)
    {
        foreach (var field in context.SharedFields)
        {
            var leading = context.Leading(field.All);
            foreach (var argument in FieldMerge.ArgumentsOf(leading))
            {
                if (ContextualArgumentRule.IsContextual(field.All, argument[0].Input.Name))
                {
                    continue;
                }

                var coordinate = $"{field.Coordinate}({argument[0].Input.Name}:)";
                InputTypes.CheckRequired(
                    context, argument, leading.Count, coordinate,
                    CompositionErrorCodes.FieldWithMissingRequiredArgument);
            }
        }
    }
}
