using System.Text;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Normalization;

/// <summary>Reads field selection maps, and writes as a selection what they take.</summary>
/// <remarks>Source: Composite Schemas Appendix A.</remarks>
internal static class SelectionMaps
{
    private const int LengthMax = 16 * 1024;

    /// <summary>Null where the text is no map.</summary>
    public static SelectedValue? Read(string text)
    {
        if (text.Length > LengthMax)
        {
            return null;
        }

        try
        {
            return new SelectionMapReader(text).ReadWhole();
        }
        catch (FormatException)
        {
            return null;
        }
        catch (SyntaxException)
        {
            return null;
        }
    }

    /// <summary>All fields that the map takes, as a selection on the type that it begins at.</summary>
    public static FieldSet? SelectionOf(SelectedValue map)
    {
        var text = new StringBuilder();
        Write(text, map);
        return FieldSets.Read(text.ToString());
    }

    private static void Write(StringBuilder text, SelectedValue value)
    {
        foreach (var entry in value.Alternatives)
        {
            Write(text, entry);
        }
    }

    private static void Write(StringBuilder text, SelectedEntry entry)
    {
        var hasMore = entry.Object is not null || entry.List is not null;
        var closing = entry.Path is { } path ? Open(text, path, hasMore) : 0;
        Write(text, entry.Object);
        Write(text, entry.List);
        text.Append('}', closing).Append(' ');
    }

    private static void Write(StringBuilder text, SelectedObject? value)
    {
        foreach (var field in value?.Fields ?? [])
        {
            Write(text, field.Value);
        }
    }

    private static void Write(StringBuilder text, SelectedList? list)
    {
        if (list is { Value: { } value })
        {
            Write(text, value);
        }
        else if (list is { Nested: { } nested })
        {
            Write(text, nested);
        }
    }

    /// <returns>How many braces are open behind it.</returns>
    private static int Open(StringBuilder text, SelectedPath path, bool hasMore)
    {
        var open = OpenType(text, path.OnType);
        for (var index = 0; index < path.Segments.Count; index++)
        {
            var segment = path.Segments[index];
            text.Append(segment.Field);
            if (segment.Arguments.Count > 0)
            {
                text.Append('(').AppendJoin(' ', segment.Arguments.Select(Printer.Print)).Append(')');
            }

            text.Append(' ');
            if (index < path.Segments.Count - 1 || hasMore)
            {
                text.Append("{ ");
                open += 1 + OpenType(text, segment.OnType);
            }
        }

        return open;
    }

    private static int OpenType(StringBuilder text, string? type)
    {
        if (type is null)
        {
            return 0;
        }

        text.Append("... on ").Append(type).Append(" { ");
        return 1;
    }
}
