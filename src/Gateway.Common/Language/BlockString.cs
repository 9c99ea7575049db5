using System.Buffers;

namespace Gateway.Common.Language;

/// <summary>What a block string means, and how a value is written as one.</summary>
/// <remarks>Source: GraphQL §2.10.4 String Value, <c>BlockStringValue(rawValue)</c>.</remarks>
internal static class BlockString
{
    /// <summary>Removes common indent and blank outer lines, joins by <c>\n</c>, resolves <c>\"""</c>.</summary>
    /// <param name="raw">What stands between the triple quotes.</param>
    public static byte[] Resolve(ReadOnlySpan<byte> raw)
    {
        var layout = Measure(raw);
        var rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        var written = 0;
        var rest = raw;
        for (var index = 0; index <= layout.LastLine; index++)
        {
            var line = TakeLine(ref rest);
            if (index < layout.FirstLine)
            {
                continue;
            }

            if (index > layout.FirstLine)
            {
                rented[written++] = (byte)'\n';
            }

            line = index == 0 ? line : line[Math.Min(layout.Indent, line.Length)..];
            written += CopyUnescaped(line, rented.AsSpan(written));
        }

        var value = rented.AsSpan(0, written).ToArray();
        ArrayPool<byte>.Shared.Return(rented);
        return value;
    }

    /// <summary>Cuts the first line off; every kind of line end counts.</summary>
    internal static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0)
        {
            var last = rest;
            rest = [];
            return last;
        }

        var line = rest[..end];
        var isPair = rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n';
        rest = rest[(end + (isPair ? 2 : 1))..];
        return line;
    }

    private static (int Indent, int FirstLine, int LastLine) Measure(ReadOnlySpan<byte> raw)
    {
        var indent = int.MaxValue;
        var first = -1;
        var last = -1;
        var rest = raw;
        for (var index = 0; !rest.IsEmpty; index++)
        {
            var line = TakeLine(ref rest);
            var blanks = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
            if (blanks < 0)
            {
                continue;
            }

            first = first < 0 ? index : first;
            last = index;
            indent = index == 0 ? indent : Math.Min(indent, blanks);
        }

        return (indent, first, last);
    }

    private static int CopyUnescaped(ReadOnlySpan<byte> line, Span<byte> target)
    {
        var written = 0;
        while (line.IndexOf("\\\"\"\""u8) is var found and >= 0)
        {
            line[..found].CopyTo(target[written..]);
            "\"\"\""u8.CopyTo(target[(written + found)..]);
            written += found + 3;
            line = line[(found + 4)..];
        }

        line.CopyTo(target[written..]);
        return written + line.Length;
    }
}
