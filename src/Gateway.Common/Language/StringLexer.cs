using System.Buffers;
using System.Text;

namespace Gateway.Common.Language;

/// <summary>Finds the end of string literals and resolves what is written in them.</summary>
/// <remarks>Source: GraphQL §2.10.4 String Value.</remarks>
internal static class StringLexer
{
    /// <summary>Longest <c>\u{…}</c>, from backslash to brace: eight digits.</summary>
    private const int BracedEscapeLengthMax = 12;

    private const int FixedEscapeLength = 6;

    private static readonly SearchValues<byte> Stops = SearchValues.Create("\"\\\n\r"u8);

    /// <summary>Finds where a string ends, checking its escapes.</summary>
    /// <param name="source">Well-formed UTF-8.</param>
    /// <param name="position">After the opening quote.</param>
    /// <param name="isVerbatim">True when there is no escape.</param>
    /// <returns>The offset after the closing quote, or the complement of where the string breaks off.</returns>
    public static int FindEnd(ReadOnlySpan<byte> source, int position, out bool isVerbatim)
    {
        isVerbatim = true;
        while (source[position..].IndexOfAny(Stops) is var run and >= 0)
        {
            position += run;
            switch (source[position])
            {
                case (byte)'"':
                    return position + 1;
                case (byte)'\\':
                    isVerbatim = false;
                    ReadEscape(source, position, out var length);
                    position += length;
                    break;
                default:
                    return ~position;
            }
        }

        return ~source.Length;
    }

    /// <summary>As <see cref="FindEnd"/>, for a block string.</summary>
    /// <param name="source">Well-formed UTF-8.</param>
    /// <param name="position">After the opening quotes.</param>
    /// <param name="isVerbatim">True for one line that is not blank and escapes no quotes.</param>
    public static int FindBlockEnd(ReadOnlySpan<byte> source, int position, out bool isVerbatim)
    {
        var start = position;
        var hasEscape = false;
        while (source[position..].IndexOf("\"\"\""u8) is var run and >= 0)
        {
            position += run;
            if (position > start && source[position - 1] == '\\')
            {
                hasEscape = true;
                position += 3;
                continue;
            }

            var raw = source[start..position];
            isVerbatim = !hasEscape
                && raw.IndexOfAny((byte)'\n', (byte)'\r') < 0
                && raw.IndexOfAnyExcept((byte)' ', (byte)'\t') >= 0;
            return position + 3;
        }

        isVerbatim = false;
        return ~source.Length;
    }

    /// <summary>What a string or block string token means, as UTF-8.</summary>
    public static ReadOnlyMemory<byte> Value(byte[] source, Token token)
    {
        var quotes = token.Kind == TokenKind.BlockString ? 3 : 1;
        var raw = source.AsMemory(token.Start + quotes, token.End - token.Start - (2 * quotes));
        if (token.IsVerbatim)
        {
            return raw;
        }

        return token.Kind == TokenKind.BlockString ? BlockString.Resolve(raw.Span) : Resolve(source, raw.Span, token);
    }

    /// <summary>Replaces escapes by what they mean; the result is never longer than the source.</summary>
    private static byte[] Resolve(byte[] source, ReadOnlySpan<byte> raw, Token token)
    {
        var rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        var position = token.Start + 1;
        var end = token.End - 1;
        var written = 0;
        while (position < end)
        {
            var run = source.AsSpan(position, end - position).IndexOf((byte)'\\');
            run = run < 0 ? end - position : run;
            source.AsSpan(position, run).CopyTo(rented.AsSpan(written));
            position += run;
            written += run;
            if (position < end)
            {
                written += ReadEscape(source, position, out var length).EncodeToUtf8(rented.AsSpan(written));
                position += length;
            }
        }

        var value = rented.AsSpan(0, written).ToArray();
        ArrayPool<byte>.Shared.Return(rented);
        return value;
    }

    /// <summary>Reads the escape that starts with the backslash at <paramref name="position"/>.</summary>
    private static Rune ReadEscape(ReadOnlySpan<byte> source, int position, out int length)
    {
        length = 2;
        var kind = position + 1 < source.Length ? source[position + 1] : (byte)0;
        switch (kind)
        {
            case (byte)'"' or (byte)'\\' or (byte)'/':
                return new Rune((char)kind);
            case (byte)'b':
                return new Rune('\b');
            case (byte)'f':
                return new Rune('\f');
            case (byte)'n':
                return new Rune('\n');
            case (byte)'r':
                return new Rune('\r');
            case (byte)'t':
                return new Rune('\t');
            case (byte)'u':
                var isBraced = position + 2 < source.Length && source[position + 2] == '{';
                return isBraced
                    ? ReadBracedEscape(source, position, out length)
                    : ReadFixedEscape(source, position, out length);
            default:
                throw InvalidEscape(source, position, 2, "character escape");
        }
    }

    /// <remarks>EscapedUnicode: { HexDigit+ }.</remarks>
    private static Rune ReadBracedEscape(ReadOnlySpan<byte> source, int position, out int length)
    {
        var value = 0;
        for (length = 3; length < BracedEscapeLengthMax && position + length < source.Length; length++)
        {
            var current = source[position + length];
            if (current == '}' && length > 3 && Rune.TryCreate(value, out var rune))
            {
                length++;
                return rune;
            }

            var digit = HexDigit(current);
            if (digit < 0)
            {
                break;
            }

            value = (value << 4) | digit;
        }

        throw InvalidEscape(source, position, length + 1, "Unicode escape");
    }

    /// <remarks>
    /// EscapedUnicode: HexDigit HexDigit HexDigit HexDigit; surrogates only as a pair of two escapes.
    /// </remarks>
    private static Rune ReadFixedEscape(ReadOnlySpan<byte> source, int position, out int length)
    {
        var value = ReadFixedHex(source, position + 2);
        length = FixedEscapeLength;
        if (Rune.TryCreate(value, out var rune))
        {
            return rune;
        }

        var second = position + FixedEscapeLength;
        if (value >= 0 && second + 1 < source.Length && source[second] == '\\' && source[second + 1] == 'u')
        {
            var low = ReadFixedHex(source, second + 2);
            if (low >= 0 && Rune.TryCreate((char)value, (char)low, out rune))
            {
                length = 2 * FixedEscapeLength;
                return rune;
            }
        }

        throw InvalidEscape(source, position, FixedEscapeLength, "Unicode escape");
    }

    /// <summary>Four hexadecimal digits, or -1.</summary>
    private static int ReadFixedHex(ReadOnlySpan<byte> source, int position)
    {
        var value = 0;
        for (var index = position; index < position + 4; index++)
        {
            var digit = index < source.Length ? HexDigit(source[index]) : -1;
            if (digit < 0)
            {
                return -1;
            }

            value = (value << 4) | digit;
        }

        return value;
    }

    private static int HexDigit(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => value - '0',
        >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
        _ => -1,
    };

    private static SyntaxException InvalidEscape(ReadOnlySpan<byte> source, int position, int length, string what)
    {
        var text = source.Slice(position, Math.Min(length, source.Length - position));
        return SyntaxErrors.At(source, position, $"Invalid {what} sequence: \"{Encoding.UTF8.GetString(text)}\".");
    }
}
