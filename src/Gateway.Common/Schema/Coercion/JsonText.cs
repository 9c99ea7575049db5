using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Gateway.Common.Primitives;

namespace Gateway.Common.Schema.Coercion;

/// <summary>How copying a JSON value ended.</summary>
internal enum JsonCopy : byte
{
    Done,
    TooDeep,

    /// <summary>Text holds broken UTF-8 or half a surrogate pair; the value was read to its end.</summary>
    NoUnicode,
}

/// <summary>Writes JSON text in one canonical form: no blanks, and only the escapes that JSON demands.</summary>
internal static class JsonText
{
    /// <summary>Longer names with escapes are held to be unknown.</summary>
    public const int NameBytesMax = 256;

    private const int StackBytesMax = 256;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(value => (byte)value), (byte)'"', (byte)'\\']);

    private static ReadOnlySpan<byte> HexDigits => "0123456789abcdef"u8;

    /// <summary>Copies the value that the reader stands on, and leaves the reader on its last token.</summary>
    /// <param name="depthMax">Levels of lists and objects.</param>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public static JsonCopy Copy(ref Utf8JsonReader reader, PooledBytes output, int depthMax)
    {
        var outcome = JsonCopy.Done;
        var start = reader.CurrentDepth;
        var needsComma = false;
        do
        {
            var token = reader.TokenType;
            var closes = token is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (needsComma && !closes)
            {
                output.Write((byte)',');
            }

            if (Opens(token) && reader.CurrentDepth - start >= depthMax)
            {
                return JsonCopy.TooDeep;
            }

            outcome = WriteToken(ref reader, output) ? outcome : JsonCopy.NoUnicode;
            needsComma = !Opens(token) && token != JsonTokenType.PropertyName;
        }
        while (!IsComplete(ref reader, start) && reader.Read());
        return outcome;
    }

    /// <summary>Writes the string that the reader stands on.</summary>
    /// <returns>False, with nothing written, where it is no Unicode.</returns>
    public static bool TryWriteString(ref Utf8JsonReader reader, PooledBytes output)
    {
        var raw = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            if (!Utf8.IsValid(raw))
            {
                return false;
            }

            output.Write((byte)'"');
            output.Write(raw);
            output.Write((byte)'"');
            return true;
        }

        var rented = raw.Length > StackBytesMax ? ArrayPool<byte>.Shared.Rent(raw.Length) : null;
        Span<byte> text = rented ?? stackalloc byte[StackBytesMax];
        var isText = TryUnescape(ref reader, text, out var length);
        if (isText)
        {
            WriteString(text[..length], output);
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return isText;
    }

    /// <summary>Resolves the escapes of a property name.</summary>
    public static bool TryUnescapeName(ref Utf8JsonReader reader, scoped Span<byte> name, out int length)
    {
        length = 0;
        return reader.ValueSpan.Length <= name.Length && TryUnescape(ref reader, name, out length);
    }

    /// <summary>Writes text, known to be UTF-8, as a JSON string.</summary>
    public static void WriteString(ReadOnlySpan<byte> utf8, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        while (utf8.IndexOfAny(Escaped) is var next and >= 0)
        {
            output.Write(utf8[..next]);
            WriteEscape(utf8[next], output);
            utf8 = utf8[(next + 1)..];
        }

        output.Write(utf8);
        output.Write("\""u8);
    }

    private static void WriteEscape(byte value, IBufferWriter<byte> output)
    {
        var shorthand = value switch
        {
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            (byte)'\n' => "\\n"u8,
            (byte)'\r' => "\\r"u8,
            (byte)'\t' => "\\t"u8,
            (byte)'\b' => "\\b"u8,
            (byte)'\f' => "\\f"u8,
            _ => default,
        };
        output.Write(
            shorthand.IsEmpty ? [.. "\\u00"u8, HexDigits[value >> 4], HexDigits[value & 0xF]] : shorthand);
    }

    private static bool WriteToken(ref Utf8JsonReader reader, PooledBytes output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                output.Write((byte)'{');
                return true;
            case JsonTokenType.EndObject:
                output.Write((byte)'}');
                return true;
            case JsonTokenType.StartArray:
                output.Write((byte)'[');
                return true;
            case JsonTokenType.EndArray:
                output.Write((byte)']');
                return true;
            case JsonTokenType.PropertyName:
                var isText = TryWriteString(ref reader, output);
                output.Write((byte)':');
                return isText;
            case JsonTokenType.String:
                return TryWriteString(ref reader, output);
            default:
                output.Write(reader.ValueSpan);
                return true;
        }
    }

    private static bool IsComplete(ref Utf8JsonReader reader, int start) =>
        reader.CurrentDepth == start
        && !Opens(reader.TokenType)
        && reader.TokenType != JsonTokenType.PropertyName;

    private static bool Opens(JsonTokenType token) => token is JsonTokenType.StartObject or JsonTokenType.StartArray;

    private static bool TryUnescape(ref Utf8JsonReader reader, scoped Span<byte> text, out int length)
    {
        try
        {
            length = reader.CopyString(text);
            return true;
        }
        catch (InvalidOperationException)
        {
            length = 0;
            return false;
        }
    }
}
