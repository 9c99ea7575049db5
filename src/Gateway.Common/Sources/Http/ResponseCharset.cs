using System.Buffers;
using System.Text;

namespace Gateway.Common.Sources.Http;

/// <summary>Bodies of text as UTF-8, where the source says that they are something else.</summary>
/// <remarks>
/// Only of JSON, XML and text: <c>charset</c> has no meaning elsewhere. XML gets a byte order mark, which counts before
/// the encoding that its declaration still names. Source: RFC 9110 §8.3.2, RFC 7303 §3.
/// </remarks>
internal static class ResponseCharset
{
    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <param name="mediaType">In lower case.</param>
    /// <param name="charset">As it came; null for none.</param>
    /// <returns>Null where the bytes can be read as they are.</returns>
    public static string? Of(string? mediaType, string? charset)
    {
        var name = charset?.Trim('"');
        return string.IsNullOrEmpty(name) || TextEncodings.IsUtf8(name) || !IsText(mediaType) ? null : name;
    }

    /// <param name="charset">Of <see cref="Of"/>.</param>
    /// <param name="mediaType">XML has a declaration that may name another encoding.</param>
    /// <param name="body">A rented array, given back here; the result is another one.</param>
    /// <exception cref="MalformedResponseException">An unknown charset, no text of it, or more bytes than
    /// allowed.</exception>
    public static (byte[] Body, int Length) ToUtf8(
        string charset, string? mediaType, byte[] body, int length, int bytesMax)
    {
        var mark = IsXml(mediaType) ? Mark : [];
        byte[] utf8;
        int count;
        try
        {
            var text = Decode(charset, body.AsSpan(0, length)).AsSpan().TrimStart('\uFEFF');
            utf8 = ArrayPool<byte>.Shared.Rent(mark.Length + Encoding.UTF8.GetMaxByteCount(text.Length));
            mark.CopyTo(utf8);
            count = mark.Length + Encoding.UTF8.GetBytes(text, utf8.AsSpan(mark.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }

        if (count <= bytesMax)
        {
            return (utf8, count);
        }

        ArrayPool<byte>.Shared.Return(utf8);
        throw ResponseReader.TooLarge(bytesMax);
    }

    private static string Decode(string charset, ReadOnlySpan<byte> bytes)
    {
        var encoding = charset.Equals("utf-16", StringComparison.OrdinalIgnoreCase)
            ? TextEncodings.FindUtf16(bytes)
            : TextEncodings.Find(charset);
        try
        {
            return encoding?.GetString(bytes) ?? throw Unreadable();
        }
        catch (DecoderFallbackException)
        {
            throw Unreadable();
        }
    }

    private static bool IsXml(string? mediaType) => mediaType?.EndsWith("xml", StringComparison.Ordinal) == true;

    private static bool IsText(string? mediaType) => mediaType is not null
        && (mediaType.StartsWith("text/", StringComparison.Ordinal)
            || mediaType.EndsWith("json", StringComparison.Ordinal)
            || IsXml(mediaType));

    private static MalformedResponseException Unreadable() =>
        new("The body is no text of the charset that its Content-Type names.");
}
