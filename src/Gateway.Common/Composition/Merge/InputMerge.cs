using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges arguments and input fields: what every source takes.</summary>
/// <remarks>Source: Composite Schemas §4.2 Merge Argument Definitions, Merge Input Fields.</remarks>
internal sealed class InputMerge(MergeContext context, string typesCode, string missingCode)
{
    /// <param name="holders">How many sources have the field or input type at all.</param>
    /// <param name="coordinateOf">Coordinate by name.</param>
    public InputValueDefinitionNode[] Merge(
        int holders, IEnumerable<InputOccurrence> all, Func<string, string> coordinateOf)
    {
        var merged = new List<InputValueDefinitionNode>();
        foreach (var group in all.GroupBy(occurrence => occurrence.Input.Name))
        {
            var occurrences = group.ToList();
            var coordinate = coordinateOf(group.Key);
            if (occurrences.Count == holders)
            {
                merged.Add(MergeOne(coordinate, occurrences));
            }
            else if (occurrences.Find(occurrence => occurrence.Input.IsRequired) is { } required)
            {
                context.Errors.Add(
                    missingCode, required.Facts, coordinate,
                    $"{coordinate} is required in '{required.Facts.Name}', but other sources do not have it: "
                    + "make it optional, or add it to all of them.",
                    required.Input.Syntax);
            }
        }

        return [.. merged];
    }

    private InputValueDefinitionNode MergeOne(string coordinate, List<InputOccurrence> occurrences)
    {
        var first = occurrences[0];
        var type = TypeReferences.Of(first.Facts, first.Input.Type);
        var value = first.Input.DefaultValue;
        foreach (var other in occurrences.Skip(1))
        {
            var next = TypeReferences.Of(other.Facts, other.Input.Type);
            if (TypeReferences.Input(type, next) is { } narrowed)
            {
                type = narrowed;
            }
            else
            {
                context.Errors.Add(
                    typesCode, other.Facts, coordinate,
                    $"{coordinate} is {other.Input.Type} in '{other.Facts.Name}' and {first.Input.Type} in "
                    + $"'{first.Facts.Name}': only nullability may differ.",
                    other.Input.Syntax);
            }

            CheckDefault(coordinate, first, other);
        }

        return new InputValueDefinitionNode(
            Descriptions.First(occurrences.Select(occurrence => occurrence.Input.Description)),
            new Name(first.Input.Name),
            type,
            value,
            DirectiveMerge.Merge(occurrences.Select(occurrence => (occurrence.Facts, occurrence.Input.Directives))),
            default);
    }

    private void CheckDefault(string coordinate, InputOccurrence first, InputOccurrence other)
    {
        if (!SyntaxComparer.Instance.Equals(first.Input.DefaultValue, other.Input.DefaultValue))
        {
            context.Errors.Add(
                CompositionErrorCodes.DefaultMismatch, other.Facts, coordinate,
                $"{coordinate} has another default value in '{other.Facts.Name}' than in '{first.Facts.Name}': "
                + "give it the same in all sources.",
                other.Input.Syntax);
        }
    }
}
