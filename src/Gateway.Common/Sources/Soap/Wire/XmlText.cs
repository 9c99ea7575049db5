using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Text of XML documents as its meaning, and values as text of XML documents.</summary>
/// <remarks>Source: XML 1.0 §2.2 Characters, §2.11 End-of-Line Handling, §4.1 and §4.6 references.</remarks>
internal static class XmlText
{
    /// <summary><c>&amp;#x10FFFF;</c> with room for leading zeros.</summary>
    private const int ReferenceBytesMax = 16;

    /// <summary>Where text that means its own bytes ends.</summary>
    public static readonly SearchValues<byte> LeafEnds = SearchValues.Create("<&\r"u8);

    private static readonly SearchValues<byte> Special = SearchValues.Create("&\r"u8);

    private static readonly SearchValues<byte> Unescaped = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Select(static value => (byte)value).Where(static value => !NeedsEscape(value))]);

    /// <summary>Whether text means its own bytes.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> raw) => !raw.ContainsAny(Special);

    /// <summary>Resolves references and line ends; never longer than the raw text.</summary>
    /// <returns>How many bytes were written.</returns>
    public static int Decode(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        var written = 0;
        while (!raw.IsEmpty)
        {
            var length = raw.IndexOfAny(Special);
            length = length < 0 ? raw.Length : length;
            raw[..length].CopyTo(destination[written..]);
            written += length;
            raw = raw[length..];
            if (raw.IsEmpty)
            {
                break;
            }

            if (raw[0] == (byte)'\r')
            {
                destination[written++] = (byte)'\n';
                raw = raw[(raw.Length > 1 && raw[1] == (byte)'\n' ? 2 : 1)..];
                continue;
            }

            var end = raw[..Math.Min(raw.Length, ReferenceBytesMax)].IndexOf((byte)';');
            written += end < 2
                ? throw XmlWireException.Malformed("A reference without an end", 0)
                : Reference(raw[1..end]).EncodeToUtf8(destination[written..]);
            raw = raw[(end + 1)..];
        }

        return written;
    }

    /// <summary>Without white space around it (<c>whiteSpace</c> facet <c>collapse</c>).</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);

    /// <summary>Source: XML 1.0 §2.3, <c>S</c>.</summary>
    public static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>Whether there is other white space than single spaces.</summary>
    public static bool HasSpaces(ReadOnlySpan<byte> text) =>
        text.ContainsAny("\t\r\n"u8) || text.IndexOf("  "u8) >= 0;

    /// <param name="text">What was written; trimmed already where it is collapsed.</param>
    /// <param name="destination">As long as the text.</param>
    /// <param name="space">What becomes of white space.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Normalize(ReadOnlySpan<byte> text, Span<byte> destination, WhiteSpace space)
    {
        var written = 0;
        foreach (var value in text)
        {
            var isSpace = IsSpace(value);
            if (isSpace && space == WhiteSpace.Collapse && written > 0 && destination[written - 1] == (byte)' ')
            {
                continue;
            }

            destination[written++] = isSpace ? (byte)' ' : value;
        }

        return written;
    }

    /// <summary>Of base64, whose lines mean nothing. Source: XML Schema 1.0 Part 2 §3.2.16.</summary>
    public static int RemoveSpace(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        foreach (var value in text)
        {
            if (!IsSpace(value))
            {
                destination[written++] = value;
            }
        }

        return written;
    }

    /// <summary>Writes a value so that it is read back as it is, in text and in a quoted attribute.</summary>
    /// <returns>False where a character cannot stand in an XML document.</returns>
    public static bool TryWrite(IBufferWriter<byte> writer, ReadOnlySpan<byte> value)
    {
        while (!value.IsEmpty)
        {
            var length = value.IndexOfAnyExcept(Unescaped);
            length = length < 0 ? value.Length : length;
            writer.Write(value[..length]);
            value = value[length..];
            if (value.IsEmpty)
            {
                break;
            }

            if (value.Length >= 3 && value[0] == 0xEF && value[1] == 0xBF && value[2] is 0xBE or 0xBF)
            {
                return false;
            }

            var escaped = Escape(value[0]);
            if (escaped.IsEmpty)
            {
                return false;
            }

            writer.Write(escaped);
            value = value[1..];
        }

        return true;
    }

    private static bool NeedsEscape(byte value) =>
        value is < 0x20 or (byte)'<' or (byte)'>' or (byte)'&' or (byte)'"' or 0xEF;

    private static ReadOnlySpan<byte> Escape(byte value) => value switch
    {
        (byte)'<' => "&lt;"u8,
        (byte)'>' => "&gt;"u8,
        (byte)'&' => "&amp;"u8,
        (byte)'"' => "&quot;"u8,
        (byte)'\t' => "&#9;"u8,
        (byte)'\n' => "&#10;"u8,
        (byte)'\r' => "&#13;"u8,
        0xEF => [0xEF],
        _ => default,
    };

    private static Rune Reference(ReadOnlySpan<byte> name)
    {
        if (name[0] == (byte)'#')
        {
            return Character(name[1..]);
        }

        return name switch
        {
            [(byte)'l', (byte)'t'] => new Rune('<'),
            [(byte)'g', (byte)'t'] => new Rune('>'),
            [(byte)'a', (byte)'m', (byte)'p'] => new Rune('&'),
            [(byte)'q', (byte)'u', (byte)'o', (byte)'t'] => new Rune('"'),
            [(byte)'a', (byte)'p', (byte)'o', (byte)'s'] => new Rune('\''),
            _ => throw XmlWireException.Malformed("An entity that is not declared", 0),
        };
    }

    private static Rune Character(ReadOnlySpan<byte> digits)
    {
        var isHex = digits is [(byte)'x', ..];
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return int.TryParse(isHex ? digits[1..] : digits, style, CultureInfo.InvariantCulture, out var code)
            && Rune.IsValid(code)
            && code is >= 0x20 and not (0xFFFE or 0xFFFF) or '\t' or '\n' or '\r'
                ? new Rune(code)
                : throw XmlWireException.Malformed("A reference to no character", 0);
    }
}
