using Gateway.Common.Composition.Merge;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>An external field's arguments have the defaults that they have where it is resolved.</summary>
/// <remarks>Source: Composite Schemas §4.2 External Argument Default Mismatch.</remarks>
internal static class ExternalArgumentDefaultMismatchRule
{
    public static void Check(MergeContext context)
    {
        foreach (var (group, external, bases) in ExternalFields.Find(context))
        {
            foreach (var argument in FieldMerge.ArgumentsOf(bases).SelectMany(argument => argument))
            {
                if (external.Field.Arguments.Find(argument.Input.Name) is not { } own
                    || SyntaxComparer.Instance.Equals(own.DefaultValue, argument.Input.DefaultValue))
                {
                    continue;
                }

                context.Errors.Add(
                    CompositionErrorCodes.ExternalArgumentDefaultMismatch, external.Facts,
                    $"{group.Coordinate}({own.Name}:)",
                    $"{group.Coordinate}({own.Name}:) has another default in '{external.Facts.Name}', which has the "
                    + $"field @external, than in '{argument.Facts.Name}': write the latter's.",
                    own.Syntax);
            }
        }
    }
}
