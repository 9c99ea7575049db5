using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Rest.Reading;

/// <summary>Values that cannot be pointed at, written as JSON into a result store.</summary>
internal static class JsonText
{
    /// <summary>Digits and sign of an Int.</summary>
    public const int IntDigitsMax = 11;

    /// <summary>Of one character.</summary>
    private const int Utf8BytesMax = 4;

    /// <summary>Whether a string with escapes spells a name; one with half a surrogate pair spells none.</summary>
    /// <param name="quoted">A well-formed JSON string.</param>
    public static bool Means(ReadOnlySpan<byte> quoted, ReadOnlySpan<byte> name)
    {
        var text = quoted[1..^1];
        Span<byte> spelt = stackalloc byte[Utf8BytesMax];
        while (!text.IsEmpty)
        {
            var length = 1;
            if (text[0] != '\\')
            {
                spelt[0] = text[0];
                text = text[1..];
            }
            else if (!TryUnescape(ref text, spelt, out length))
            {
                return false;
            }

            if (!name.StartsWith(spelt[..length]))
            {
                return false;
            }

            name = name[length..];
        }

        return name.IsEmpty;
    }

    private static bool TryUnescape(
        ref ReadOnlySpan<byte> text, scoped Span<byte> spelt, out int length)
    {
        length = 1;
        if (text[1] != 'u')
        {
            spelt[0] = text[1] switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                var itself => itself,
            };
            text = text[2..];
            return true;
        }

        var first = TakeUnit(ref text);
        var isPair = char.IsHighSurrogate(first) && text.StartsWith("\\u"u8);
        var isRune = isPair ? Rune.TryCreate(first, TakeUnit(ref text), out var rune) : Rune.TryCreate(first, out rune);
        length = isRune ? rune.EncodeToUtf8(spelt) : 0;
        return isRune;
    }

    /// <summary>Takes <c>\uXXXX</c>.</summary>
    private static char TakeUnit(scoped ref ReadOnlySpan<byte> text)
    {
        const int UnitBytes = 6;
        var unit = ushort.Parse(text[2..UnitBytes], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        text = text[UnitBytes..];
        return (char)unit;
    }

    /// <summary><c>1.0</c> and <c>1e3</c> are integers too. Source: GraphQL §3.5.1.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> number, out int whole)
    {
        whole = 0;
        var isRead = double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        if (!isRead || value is < int.MinValue or > int.MaxValue || value != Math.Truncate(value))
        {
            return false;
        }

        whole = (int)value;
        return true;
    }

    public static Cell Quote(ResultStore store, ReadOnlySpan<byte> digits)
    {
        var quoted = store.Reserve(digits.Length + 2);
        quoted[0] = (byte)'"';
        digits.CopyTo(quoted[1..]);
        quoted[digits.Length + 1] = (byte)'"';
        return store.Commit(digits.Length + 2);
    }

    /// <summary>Text as a JSON string; bytes that are not UTF-8 become U+FFFD.</summary>
    public static Cell String(ResultStore store, ReadOnlySpan<byte> text)
    {
        var value = JsonEncodedText.Encode(Encoding.UTF8.GetString(text), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        return Quote(store, value.EncodedUtf8Bytes);
    }

    /// <summary>Bytes as a JSON string of base64.</summary>
    public static Cell Base64(ResultStore store, ReadOnlySpan<byte> bytes)
    {
        var length = System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length);
        var quoted = store.Reserve(length + 2);
        quoted[0] = (byte)'"';
        var status = System.Buffers.Text.Base64.EncodeToUtf8(bytes, quoted[1..], out _, out var written);
        quoted[written + 1] = (byte)'"';
        return status == OperationStatus.Done ? store.Commit(written + 2) : Cell.Null;
    }
}
