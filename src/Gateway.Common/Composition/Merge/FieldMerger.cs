using Gateway.Common.Composition.Model;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges the fields of an object or interface type.</summary>
/// <remarks>Source: Composite Schemas §4.4 output fields; the type that allows null where one source's does.</remarks>
internal static class FieldMerger
{
    public static List<MergedMember> Merge(
        string type, IReadOnlyList<(SourceView Source, ComplexType Type)> appearances, List<CompositionError> errors)
    {
        var names = appearances
            .SelectMany(appearance => appearance.Type.Fields)
            .Where(field => !SourceView.IsMachinery(field))
            .Select(field => field.Name)
            .Distinct();
        return [.. names.Select(name => MergeOne(type, name, appearances, errors)).OfType<MergedMember>()];
    }

    private static MergedMember? MergeOne(
        string type,
        string name,
        IReadOnlyList<(SourceView Source, ComplexType Type)> appearances,
        List<CompositionError> errors)
    {
        var fields = appearances
            .Select(appearance => (appearance.Source, Field: appearance.Type.Fields.Find(name)))
            .Where(appearance => appearance.Field is not null)
            .Select(appearance => (appearance.Source, Field: appearance.Field!))
            .ToArray();
        var coordinate = $"{type}.{name}";
        CheckSharing(coordinate, type, fields, appearances, errors);
        if (TypeUnion.Output(fields.Select(field => field.Field.Type)) is not { } merged)
        {
            errors.Add(new CompositionError(
                CompositionCodes.FieldTypeMismatch,
                $"{coordinate} is {string.Join(", ", fields.Select(field => $"{field.Field.Type} in {field.Source.Source.Name}"))};"
                + " retype it by an overlay.",
                Coordinate: coordinate));
            return null;
        }

        var isHidden = fields.Any(field => field.Source.Has(field.Field.Directives, "inaccessible"))
            || fields.All(field => field.Source.Has(field.Field.Directives, "internal"));
        return new MergedMember(
            name,
            fields.Select(field => field.Field.Description).FirstOrDefault(text => text is not null),
            MergeArguments(coordinate, fields, errors),
            merged,
            null,
            KeptDirectives.Of(fields.Select(field => (field.Source, field.Field.Directives))),
            isHidden);
    }

    /// <summary>Only Federation 2 sources have to say that a field may be answered by several.</summary>
    private static void CheckSharing(
        string coordinate,
        string type,
        (SourceView Source, FieldDefinition Field)[] fields,
        IReadOnlyList<(SourceView Source, ComplexType Type)> appearances,
        List<CompositionError> errors)
    {
        if (appearances[0].Type is not ObjectType || type is "Subscription")
        {
            return;
        }

        var resolving = fields
            .Where(field => !field.Source.Has(field.Field.Directives, "external"))
            .Where(field => !IsOverridden(field.Source, coordinate, fields))
            .ToArray();
        var refusing = resolving
            .Where(field => field.Source.IsFederation2 && !IsShareable(field.Source, type, field.Field))
            .ToArray();
        if (resolving.Length > 1 && refusing.Length > 0)
        {
            errors.Add(new CompositionError(
                CompositionCodes.InvalidFieldSharing,
                $"{coordinate} is answered by {string.Join(", ", resolving.Select(field => field.Source.Source.Name))};"
                + $" mark it @shareable in {string.Join(", ", refusing.Select(field => field.Source.Source.Name))}.",
                Source: refusing[0].Source.Source.Name,
                Coordinate: coordinate));
        }
    }

    private static bool IsOverridden(
        SourceView source, string coordinate, (SourceView Source, FieldDefinition Field)[] fields) =>
        coordinate.Length > 0 && fields.Any(other => other.Source.Find(other.Field.Directives, "override")
            .Any(directive => SourceView.Text(directive, "from") == source.Source.Name));

    private static bool IsShareable(SourceView source, string type, FieldDefinition field) =>
        source.Has(field.Directives, "shareable")
        || source.Has(source.Find(type)!.Directives, "shareable")
        || FieldSets.KeyFields(source, source.Find(type)!).Contains(field.Name);

    private static List<MergedMember> MergeArguments(
        string coordinate, (SourceView Source, FieldDefinition Field)[] fields, List<CompositionError> errors)
    {
        var merged = new List<MergedMember>();
        foreach (var name in fields.SelectMany(field => field.Field.Arguments).Select(argument => argument.Name).Distinct())
        {
            var arguments = fields
                .Select(field => (field.Source, Argument: field.Field.Arguments.Find(name)))
                .Where(entry => entry.Argument is not null)
                .Select(entry => (entry.Source, Argument: entry.Argument!))
                .ToArray();
            var isFilled = arguments.Any(entry => IsFilledIn(entry.Argument));
            if (arguments.Length < fields.Length && !isFilled && !arguments.Any(entry => entry.Argument.IsRequired))
            {
                continue;
            }

            if (TypeUnion.Input(arguments.Select(entry => entry.Argument.Type)) is not { } type)
            {
                errors.Add(new CompositionError(
                    CompositionCodes.ArgumentTypeMismatch,
                    $"{coordinate}({name}:) has different types in {string.Join(", ", arguments.Select(entry => entry.Source.Source.Name))}.",
                    Coordinate: $"{coordinate}({name}:)"));
                continue;
            }

            merged.Add(new MergedMember(
                name,
                arguments[0].Argument.Description,
                [],
                type,
                arguments[0].Argument.DefaultValue is { } value ? Printer.Print(value) : null,
                KeptDirectives.Of(arguments.Select(entry => (entry.Source, entry.Argument.Directives))),
                isFilled || arguments.Any(entry => entry.Source.Has(entry.Argument.Directives, "inaccessible"))));
        }

        return merged;
    }

    private static bool IsFilledIn(InputValueDefinition argument) =>
        argument.HasDirective("require"u8) || argument.HasDirective("claim"u8);
}
