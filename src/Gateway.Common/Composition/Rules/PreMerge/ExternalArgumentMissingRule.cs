using Gateway.Common.Composition.Merge;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>An external field has the arguments that it has where it is resolved.</summary>
/// <remarks>Source: Composite Schemas §4.2 External Argument Missing.</remarks>
internal static class ExternalArgumentMissingRule
{
    public static void Check(MergeContext context)
    {
        foreach (var (group, external, bases) in ExternalFields.Find(context))
        {
            foreach (var argument in FieldMerge.ArgumentsOf(bases))
            {
                if (external.Field.Arguments.Contains(argument[0].Input.Name))
                {
                    continue;
                }

                context.Errors.Add(
                    CompositionErrorCodes.ExternalArgumentMissing, external.Facts, group.Coordinate,
                    $"{group.Coordinate} is @external in '{external.Facts.Name}' without the argument "
                    + $"{argument[0].Input.Name} that it has in '{argument[0].Facts.Name}': add it.",
                    external.Field.Syntax);
            }
        }
    }
}
