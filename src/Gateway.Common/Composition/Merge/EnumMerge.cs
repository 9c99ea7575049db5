using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>
/// Merges an enum by how it is used: in arguments the values that all sources know, else all of them.
/// </summary>
/// <remarks>Source: Composite Schemas §4.3 Merge Enum Types; Apollo Federation for sources that differ.</remarks>
internal static class EnumMerge
{
    public static EnumValueDefinitionNode[] Merge(MergeContext context, TypeGroup group)
    {
        var values = ValuesOf(group);
        if (context.IsInput(group.Name) && !context.IsOutput(group.Name))
        {
            values.RemoveAll(value => value.Count < group.Occurrences.Count
                && !value.Exists(found => found.Facts.Has(found.Value, Words.Inaccessible)));
        }

        return [.. values.Select(value => new EnumValueDefinitionNode(
            Descriptions.First(value.Select(found => found.Value.Description)),
            new Name(value[0].Value.Name),
            DirectiveMerge.Merge(value.Select(found => (found.Facts, found.Value.Directives))),
            default))];
    }

    /// <summary>What the sources say of each value.</summary>
    public static List<List<(SourceFacts Facts, EnumValueDefinition Value)>> ValuesOf(TypeGroup group) =>
        [.. group.Occurrences
            .Where(occurrence => occurrence.Type is EnumType)
            .SelectMany(
                occurrence => ((EnumType)occurrence.Type).Values, (occurrence, value) => (occurrence.Facts, value))
            .GroupBy(found => found.value.Name)
            .Select(value => value.ToList())];
}
