using Gateway.Common.Composition.Merge;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>An external field's arguments are of the types that they have where it is resolved.</summary>
/// <remarks>Source: Composite Schemas §4.2 External Argument Type Mismatch.</remarks>
internal static class ExternalArgumentTypeMismatchRule
{
    public static void Check(MergeContext context)
    {
        foreach (var (group, external, bases) in ExternalFields.Find(context))
        {
            foreach (var argument in FieldMerge.ArgumentsOf(bases).SelectMany(argument => argument))
            {
                if (external.Field.Arguments.Find(argument.Input.Name) is not { } own
                    || own.Type.ToString() == argument.Input.Type.ToString())
                {
                    continue;
                }

                context.Errors.Add(
                    CompositionErrorCodes.ExternalArgumentTypeMismatch, external.Facts,
                    $"{group.Coordinate}({own.Name}:)",
                    $"{group.Coordinate}({own.Name}:) is {own.Type} in '{external.Facts.Name}', which has the field "
                    + $"@external, and {argument.Input.Type} in '{argument.Facts.Name}': write the latter.",
                    own.Syntax);
            }
        }
    }
}
