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

    /// <summary>
    /// The ways in which a map takes a key: each alternative, for the objects of the type that it is of. Those that
    /// depend on the type of an object on the way are one, since which of them counts shows only in the data.
    /// </summary>
    /// <returns>Each with the type of the objects, null for any, and without the condition on it.</returns>
    public static IEnumerable<(SelectedValue Value, string? OnType)> Ways(SelectedValue map)
    {
        foreach (var group in map.Alternatives.GroupBy(static entry => entry.Path?.OnType))
        {
            var entries = group.Select(static entry => entry with
            {
                Path = entry.Path is { } path ? path with { OnType = null } : null,
            }).ToArray();
            if (Array.Exists(entries, DependsOnTypes))
            {
                yield return (new SelectedValue(entries), group.Key);
                continue;
            }

            foreach (var entry in entries)
            {
                yield return (new SelectedValue([entry]), group.Key);
            }
        }
    }

    private static bool DependsOnTypes(SelectedEntry entry) =>
        (entry.Path is { } path
            && (path.OnType is not null || path.Segments.Any(static step => step.OnType is not null)))
        || entry.Object?.Fields.Any(static field => field.Value.Alternatives.Any(DependsOnTypes)) == true
        || DependsOnTypes(entry.List);

    private static bool DependsOnTypes(SelectedList? list) =>
        list is not null && (list.Value?.Alternatives.Any(DependsOnTypes) == true || DependsOnTypes(list.Nested));

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
