using Gateway.Common.Composition.Model;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges an input object: the fields that every source takes, and those that one requires.</summary>
internal static class InputMerger
{
    public static List<MergedMember> Merge(
        string type, IReadOnlyList<(SourceView Source, InputObjectType Type)> appearances, List<CompositionError> errors)
    {
        var merged = new List<MergedMember>();
        foreach (var name in appearances.SelectMany(appearance => appearance.Type.Fields).Select(field => field.Name).Distinct())
        {
            var fields = appearances
                .Select(appearance => (appearance.Source, Field: appearance.Type.Fields.Find(name)))
                .Where(entry => entry.Field is not null)
                .Select(entry => (entry.Source, Field: entry.Field!))
                .ToArray();
            if (fields.Length < appearances.Count && !fields.Any(entry => entry.Field.IsRequired))
            {
                continue;
            }

            if (fields.Length < appearances.Count || TypeUnion.Input(fields.Select(entry => entry.Field.Type)) is not { } union)
            {
                errors.Add(new CompositionError(
                    CompositionCodes.FieldTypeMismatch,
                    $"{type}.{name} is required or of different types in {string.Join(", ", fields.Select(entry => entry.Source.Source.Name))}.",
                    Coordinate: $"{type}.{name}"));
                continue;
            }

            merged.Add(new MergedMember(
                name,
                fields[0].Field.Description,
                [],
                union,
                fields[0].Field.DefaultValue is { } value ? Printer.Print(value) : null,
                KeptDirectives.Of(fields.Select(entry => (entry.Source, entry.Field.Directives))),
                fields.Any(entry => entry.Source.Has(entry.Field.Directives, "inaccessible"))));
        }

        return merged;
    }
}
