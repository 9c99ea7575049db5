using System.Buffers;
using System.Buffers.Binary;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>Writes UTF-8 text as a JSON string. Source: RFC 8259 §7.</summary>
internal static class JsonStrings
{
    private const int EscapeBytesMax = 6;
    private const int QuoteBytes = 2;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static value => (byte)value), (byte)'"', (byte)'\\']);

    /// <summary>Room that is enough for the text, quotes included.</summary>
    public static int LengthMax(ReadOnlySpan<byte> text) =>
        text.IndexOfAny(Escaped) < 0 ? text.Length + QuoteBytes : checked((text.Length * EscapeBytesMax) + QuoteBytes);

    /// <param name="text">Valid UTF-8.</param>
    /// <param name="output">Of at least <see cref="LengthMax"/>.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(ReadOnlySpan<byte> text, Span<byte> output)
    {
        output[0] = (byte)'"';
        var length = 1;
        while (text.IndexOfAny(Escaped) is >= 0 and var clean)
        {
            text[..clean].CopyTo(output[length..]);
            length += clean;
            length += Escape(text[clean], output[length..]);
            text = text[(clean + 1)..];
        }

        text.CopyTo(output[length..]);
        length += text.Length;
        output[length] = (byte)'"';
        return length + 1;
    }

    /// <summary>Writes text in quotes as long as it is plain: ASCII without what JSON escapes.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="output">Of at least the text's length, and ten bytes more.</param>
    /// <returns>How many bytes were written; 0 where the text is not plain.</returns>
    public static int WritePlain(ReadOnlySpan<byte> text, Span<byte> output)
    {
        output[0] = (byte)'"';
        var at = 0;
        for (; text.Length - at >= sizeof(ulong); at += sizeof(ulong))
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(text[at..]);
            if (!IsPlain(word))
            {
                return 0;
            }

            BinaryPrimitives.WriteUInt64LittleEndian(output[(at + 1)..], word);
        }

        if (at < text.Length)
        {
            // Filled up with spaces, which are plain and are overwritten next.
            var word = 0x2020_2020_2020_2020UL;
            for (var index = text.Length - 1; index >= at; index--)
            {
                word = (word << 8) | text[index];
            }

            if (!IsPlain(word))
            {
                return 0;
            }

            BinaryPrimitives.WriteUInt64LittleEndian(output[(at + 1)..], word);
        }

        output[text.Length + 1] = (byte)'"';
        return text.Length + QuoteBytes;
    }

    /// <summary>Eight bytes at once: none below space, none of <c>"</c> and <c>\</c>, none above ASCII.</summary>
    private static bool IsPlain(ulong word)
    {
        const ulong ones = 0x0101_0101_0101_0101;
        const ulong high = 0x8080_8080_8080_8080;
        var quote = word ^ (ones * '"');
        var backslash = word ^ (ones * '\\');
        var found = (word - (ones * ' ')) | (quote - ones) | (backslash - ones) | word;
        return (found & high) == 0;
    }

    private static int Escape(byte character, Span<byte> output)
    {
        ReadOnlySpan<byte> escape = character switch
        {
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            (byte)'\n' => "\\n"u8,
            (byte)'\r' => "\\r"u8,
            (byte)'\t' => "\\t"u8,
            _ => [],
        };
        if (escape.Length > 0)
        {
            escape.CopyTo(output);
            return escape.Length;
        }

        "\\u00"u8.CopyTo(output);
        output[4] = Hex(character >> 4);
        output[5] = Hex(character & 0xF);
        return EscapeBytesMax;
    }

    private static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);
}
