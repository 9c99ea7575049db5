using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Model;

/// <summary>Reads the selections that directives carry.</summary>
internal static class FieldSets
{
    /// <exception cref="SyntaxException">Not a selection.</exception>
    public static FieldSet Parse(string text)
    {
        var selection = Parser.ParseSelectionSet(text);
        var canonical = Printer.PrintMinified(selection);
        return new FieldSet(canonical.StartsWith('{') ? canonical[1..^1] : canonical, selection);
    }

    public static FieldSet? TryParse(string? text, SourceView source, string coordinate, List<CompositionError> errors)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return Parse(text);
        }
        catch (SyntaxException syntax)
        {
            errors.Add(new CompositionError(
                CompositionCodes.FieldSetInvalid,
                $"'{text}' is no selection of fields: {syntax.Message}",
                Source: source.Source.Name,
                Coordinate: coordinate));
            return null;
        }
    }

    /// <summary>Top-level fields of all keys of a type.</summary>
    public static HashSet<string> KeyFields(SourceView source, NamedType type)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in source.Find(type.Directives, "key"))
        {
            try
            {
                foreach (var field in Parser.ParseSelectionSet(SourceView.Text(key, "fields") ?? "").Selections.OfType<FieldNode>())
                {
                    fields.Add(field.Name.Value);
                }
            }
            catch (SyntaxException)
            {
                // Reported where the key itself is read.
            }
        }

        return fields;
    }
}
