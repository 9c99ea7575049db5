using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges one field of an object or interface type.</summary>
/// <remarks>
/// Source: Composite Schemas §4.2 Merge Output Fields. Appearances that a source does not resolve (external,
/// overridden) count only where there is no other.
/// </remarks>
internal static class FieldMerge
{
    public static FieldDefinitionNode Merge(MergeContext context, string typeName, List<FieldOccurrence> all)
    {
        var resolved = all.FindAll(occurrence => IsResolved(context, occurrence));
        var leading = resolved.Count > 0 ? resolved : all;
        var coordinate = $"{typeName}.{all[0].Field.Name}";
        return new FieldDefinitionNode(
            Descriptions.First(all.Select(occurrence => occurrence.Field.Description)),
            new Name(all[0].Field.Name),
            MergeArguments(context, coordinate, leading),
            MergeType(context, coordinate, leading),
            DirectiveMerge.Merge(all.Select(occurrence => (occurrence.Facts, occurrence.Field.Directives))),
            default);
    }

    public static bool IsResolved(MergeContext context, FieldOccurrence occurrence) =>
        !occurrence.Facts.IsExternal(occurrence.Field)
        && !context.Overrides.IsTakenAway(occurrence.Facts, occurrence.Field);

    private static InputValueDefinitionNode[] MergeArguments(
        MergeContext context, string coordinate, List<FieldOccurrence> occurrences)
    {
        var merge = new InputMerge(
            context,
            CompositionErrorCodes.FieldArgumentTypesNotMergeable,
            CompositionErrorCodes.RequiredArgumentMissing);
        var arguments = occurrences.SelectMany(occurrence => occurrence.Field.Arguments
            .Where(argument => !occurrence.Facts.IsFilledIn(argument))
            .Where(argument => !occurrence.Facts.Has(argument, "fromContext"))
            .Select(argument => new InputOccurrence(occurrence.Facts, argument)));
        return merge.Merge(occurrences.Count, arguments, name => $"{coordinate}({name}:)");
    }

    private static TypeNode MergeType(MergeContext context, string coordinate, List<FieldOccurrence> occurrences)
    {
        var first = occurrences[0];
        var type = TypeReferences.Of(first.Facts, first.Field.Type);
        foreach (var other in occurrences.Skip(1))
        {
            if (TypeReferences.Output(context, type, TypeReferences.Of(other.Facts, other.Field.Type)) is { } widened)
            {
                type = widened;
                continue;
            }

            context.Errors.Add(
                CompositionErrorCodes.OutputFieldTypesNotMergeable, other.Facts, coordinate,
                $"{coordinate} is {other.Field.Type} in '{other.Facts.Name}' and {first.Field.Type} in "
                + $"'{first.Facts.Name}': give it one type; only nullability may differ, or one be the other's "
                + "interface or union.",
                other.Field.Syntax);
        }

        return type;
    }
}
