using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>
/// Merges an enum by how it is used: in answers all values, in arguments the common ones, in both the same.
/// </summary>
/// <remarks>Source: Composite Schemas §4.2 Merge Enum Types, §4.1 Enum Values Mismatch.</remarks>
internal static class EnumMerge
{
    public static EnumValueDefinitionNode[] Merge(MergeContext context, TypeGroup group)
    {
        var values = group.Occurrences
            .SelectMany(
                occurrence => ((EnumType)occurrence.Type).Values,
                (occurrence, value) => (occurrence.Facts, value))
            .GroupBy(found => found.value.Name)
            .ToList();
        var isInput = context.IsInput(group.Name);
        if (isInput && context.IsOutput(group.Name))
        {
            foreach (var value in values.Where(value => value.Count() < group.Occurrences.Count
                && !value.Any(found => found.Facts.Has(found.value, Words.Inaccessible))))
            {
                context.Errors.Add(
                    CompositionErrorCodes.EnumValuesMismatch, $"{group.Name}.{value.Key}",
                    $"Enum {group.Name} is used both in arguments and in answers, so every source must have the same "
                    + $"values; {value.Key} is only in "
                    + $"'{string.Join("', '", value.Select(found => found.Facts.Name))}'.");
            }
        }
        else if (isInput)
        {
            values.RemoveAll(value => value.Count() < group.Occurrences.Count);
        }

        if (values.Count == 0)
        {
            context.Errors.Add(
                CompositionErrorCodes.EmptyMergedEnumType, group.Name,
                $"No value of enum {group.Name} is known to all sources that take it as an argument: add one to all.");
        }

        return [.. values.Select(value => new EnumValueDefinitionNode(
            Descriptions.First(value.Select(found => found.value.Description)),
            new Name(value.Key),
            DirectiveMerge.Merge(value.Select(found => (found.Facts, found.value.Directives))),
            default))];
    }
}
