using System.Text;
using System.Text.Unicode;

namespace Gateway.Common.Language;

/// <summary>A place in a document as people count it.</summary>
/// <remarks>
/// Units: both from 1; a line ends with <c>\n</c>, <c>\r\n</c> or <c>\r</c>; columns count UTF-16 units, as editors
/// and other GraphQL servers do. Source: GraphQL §7.1.2 Errors, <c>locations</c>.
/// </remarks>
public readonly record struct SourceLocation(int Line, int Column)
{
    private const byte FourByteLeadMin = 0xF0;
    private const byte ContinuationMask = 0xC0;
    private const byte Continuation = 0x80;

    /// <summary>Finds line and column of a byte offset; O(offset), so only where an error is made.</summary>
    public static SourceLocation Of(ReadOnlySpan<byte> source, int offset)
    {
        var before = source[..Math.Min(offset, source.Length)];
        var line = 1;
        var lineStart = 0;
        while (before[lineStart..].IndexOfAny((byte)'\n', (byte)'\r') is var found and >= 0)
        {
            var end = lineStart + found;
            var isPair = before[end] == '\r' && end + 1 < source.Length && source[end + 1] == '\n';
            if (isPair && end + 1 >= before.Length)
            {
                break;
            }

            lineStart = end + (isPair ? 2 : 1);
            line++;
        }

        return new SourceLocation(line, Utf16Length(before[lineStart..]) + 1);
    }

    /// <summary>
    /// UTF-16 units that UTF-8 bytes stand for; a truncated or broken sequence counts by its lead byte.
    /// </summary>
    public static int Utf16Length(ReadOnlySpan<byte> utf8)
    {
        if (Utf8.IsValid(utf8))
        {
            return Encoding.UTF8.GetCharCount(utf8);
        }

        var units = 0;
        foreach (var value in utf8)
        {
            units += (value & ContinuationMask) == Continuation ? 0 : 1;
            units += value >= FourByteLeadMin ? 1 : 0;
        }

        return units;
    }
}
