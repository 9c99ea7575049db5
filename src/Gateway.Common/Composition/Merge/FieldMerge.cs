using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges one field of an object or interface type.</summary>
/// <remarks>
/// Source: Composite Schemas §4.3 Merge Output Fields. Appearances that a source does not resolve (external,
/// overridden) count only where there is no other.
/// </remarks>
internal static class FieldMerge
{
    public static FieldDefinitionNode Merge(MergeContext context, List<FieldOccurrence> all)
    {
        var leading = context.Leading(all);
        var first = leading[0];
        return new FieldDefinitionNode(
            Descriptions.First(all.Select(occurrence => occurrence.Field.Description)),
            new Name(first.Field.Name),
            [.. ArgumentsOf(leading).Where(argument => argument.Count == leading.Count).Select(InputMerge.Merge)],
            LeastRestrictiveType.Of(context, leading) ?? TypeReferences.Of(first.Facts, first.Field.Type),
            DirectiveMerge.Merge(all.Select(occurrence => (occurrence.Facts, occurrence.Field.Directives))),
            default);
    }

    /// <summary>What the sources say of each argument that clients may give.</summary>
    public static IEnumerable<List<InputOccurrence>> ArgumentsOf(List<FieldOccurrence> occurrences)
    {
        if (occurrences.TrueForAll(occurrence => occurrence.Field.Arguments.Count == 0))
        {
            return [];
        }

        return occurrences
            .SelectMany(occurrence => occurrence.Field.Arguments
                .Where(argument => !occurrence.Facts.IsFilledIn(argument))
                .Select(argument => new InputOccurrence(occurrence.Facts, argument)))
            .GroupBy(occurrence => occurrence.Input.Name)
            .Select(group => group.ToList());
    }
}
