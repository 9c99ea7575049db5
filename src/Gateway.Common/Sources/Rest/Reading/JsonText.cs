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

    /// <summary>A name written with escapes is rare enough to unescape.</summary>
    public static bool Means(ReadOnlySpan<byte> quoted, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.ValueTextEquals(name);
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
