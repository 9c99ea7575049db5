using System.Net.Http.Headers;
using System.Text;

namespace Gateway.Common.Sources;

/// <summary>Header or trailer fields of an answer, whichever client received them.</summary>
internal readonly struct AnswerFields
{
    private readonly HttpResponseHeaders? _headers;
    private readonly ReadOnlyMemory<byte> _lines;

    public AnswerFields(HttpResponseHeaders? headers) => _headers = headers;

    /// <param name="lines">Each begins with a line feed: a name, a colon, a value. What precedes is no field.</param>
    public AnswerFields(ReadOnlyMemory<byte> lines) => _lines = lines;

    /// <returns>The first field's value; null for none.</returns>
    public string? Find(string name) => _headers is null
        ? Find(_lines.Span, name)
        : _headers.NonValidated.TryGetValues(name, out var values) && values.Count > 0 ? Single(values) : null;

    /// <returns>The first field's value; empty for none.</returns>
    public static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> lines, string name) => Value(lines, name, out _);

    /// <summary>The first of several; a single one costs nothing.</summary>
    private static string Single(HeaderStringValues values) => values.Count == 1 ? values.ToString() : values.First();

    private static string? Find(ReadOnlySpan<byte> lines, string name)
    {
        var value = Value(lines, name, out var isThere);
        return isThere ? Text(value) : null;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> lines, string name, out bool isThere)
    {
        isThere = false;
        while (lines.IndexOf((byte)'\n') is >= 0 and var start)
        {
            lines = lines[(start + 1)..];
            if (lines.Length > name.Length && lines[name.Length] == (byte)':'
                && Ascii.EqualsIgnoreCase(lines[..name.Length], name))
            {
                isThere = true;
                var end = lines.IndexOf((byte)'\n');
                return (end < 0 ? lines : lines[..end])[(name.Length + 1)..].Trim(" \t\r"u8);
            }
        }

        return [];
    }

    /// <summary>That a call went well is what is read most.</summary>
    private static string Text(ReadOnlySpan<byte> value) =>
        value is [(byte)'0'] ? "0" : Encoding.Latin1.GetString(value);
}
