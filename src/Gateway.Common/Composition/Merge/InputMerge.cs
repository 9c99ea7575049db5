using Gateway.Common.Language;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges one argument or input field that all its sources have.</summary>
/// <remarks>
/// Source: Composite Schemas §4.3 Merge Argument Definitions, Merge Input Fields: the strictest type, the first
/// default.
/// </remarks>
internal static class InputMerge
{
    public static InputValueDefinitionNode Merge(List<InputOccurrence> occurrences)
    {
        var first = occurrences[0];
        var type = TypeReferences.Of(first.Facts, first.Input.Type);
        foreach (var other in occurrences.Skip(1))
        {
            type = TypeReferences.MostRestrictive(type, TypeReferences.Of(other.Facts, other.Input.Type)) ?? type;
        }

        return new InputValueDefinitionNode(
            Descriptions.First(occurrences.Select(occurrence => occurrence.Input.Description)),
            new Name(first.Input.Name),
            type,
            occurrences.Select(occurrence => occurrence.Input.DefaultValue).FirstOrDefault(value => value is not null),
            DirectiveMerge.Merge(occurrences.Select(occurrence => (occurrence.Facts, occurrence.Input.Directives))),
            default);
    }

    /// <summary>What the sources say of each field of an input type.</summary>
    public static IEnumerable<List<InputOccurrence>> FieldsOf(TypeGroup group) => group.Occurrences
        .Where(occurrence => occurrence.Type is Schema.InputObjectType)
        .SelectMany(occurrence => ((Schema.InputObjectType)occurrence.Type).Fields
            .Select(field => new InputOccurrence(occurrence.Facts, field)))
        .GroupBy(occurrence => occurrence.Input.Name)
        .Select(fields => fields.ToList());
}
