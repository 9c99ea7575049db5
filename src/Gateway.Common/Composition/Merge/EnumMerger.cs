using Gateway.Common.Composition.Model;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges an enum's values by its use: all of them for output, the common ones for input, equal ones for both.</summary>
internal static class EnumMerger
{
    public static List<MergedMember> Merge(
        string type,
        IReadOnlyList<(SourceView Source, EnumType Type)> appearances,
        InputUses uses,
        List<CompositionError> errors)
    {
        var names = appearances.SelectMany(appearance => appearance.Type.Values).Select(value => value.Name).Distinct().ToList();
        var common = names.Where(name => appearances.All(appearance => appearance.Type.Values.Contains(name))).ToList();
        if (uses.IsInput(type) && uses.IsOutput(type) && common.Count < names.Count)
        {
            var missing = names.Except(common).First();
            var source = appearances.First(appearance => !appearance.Type.Values.Contains(missing)).Source.Source.Name;
            errors.Add(new CompositionError(
                CompositionCodes.EnumValueMismatch,
                $"{type}.{missing} is missing in {source}, though {type} is used for input and output; add it or mark it @inaccessible.",
                Source: source,
                Coordinate: $"{type}.{missing}"));
        }

        var kept = uses.IsInput(type) && !uses.IsOutput(type) ? common : names;
        return [.. kept.Select(name => Member(name, appearances))];
    }

    private static MergedMember Member(string name, IReadOnlyList<(SourceView Source, EnumType Type)> appearances)
    {
        var values = appearances
            .Select(appearance => (appearance.Source, Value: appearance.Type.Values.Find(name)))
            .Where(entry => entry.Value is not null)
            .Select(entry => (entry.Source, Value: entry.Value!))
            .ToArray();
        return new MergedMember(
            name,
            values[0].Value.Description,
            [],
            null,
            null,
            KeptDirectives.Of(values.Select(entry => (entry.Source, entry.Value.Directives))),
            values.Any(entry => entry.Source.Has(entry.Value.Directives, "inaccessible")));
    }
}
