using System.Buffers;

namespace Gateway.Common.Schema.Printing;

/// <summary>Tells which texts a block string can hold unchanged.</summary>
/// <remarks>
/// Source: GraphQL §2.10.4: a block string has no escapes, and drops outer blank lines and common indent.
/// </remarks>
internal static class DescriptionText
{
    private static readonly SearchValues<char> Unprintable = SearchValues.Create(
        [.. Enumerable.Range('\0', '\t').Select(value => (char)value), '\x0B', '\x0C', '\r', '\x0E', '\x0F']);

    public static bool FitsBlockString(string value)
    {
        if (value.Length == 0)
        {
            return true;
        }

        if (value.AsSpan().IndexOfAny(Unprintable) >= 0)
        {
            return false;
        }

        var lines = value.Split('\n');
        return !IsBlank(lines[0]) && !IsBlank(lines[^1]) && !HasCommonIndent(lines);
    }

    private static bool HasCommonIndent(string[] lines) =>
        lines.Length > 1 && lines.All(line => IsBlank(line) || line[0] is ' ' or '\t');

    private static bool IsBlank(string line) => line.AsSpan().Trim(" \t").IsEmpty;
}
