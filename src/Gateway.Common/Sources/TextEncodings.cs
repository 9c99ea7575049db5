using System.Text;

namespace Gateway.Common.Sources;

/// <summary>Encodings by the names that sources give them.</summary>
internal static class TextEncodings
{
    /// <param name="name">In any case. Source: IANA's character sets, as XML 1.0 §4.3.3 and RFC 9110 §8.3.2 use
    /// them.</param>
    /// <returns>Refuses bytes that are no text (<see cref="DecoderFallbackException"/>); null for a name that is not
    /// known.</returns>
    public static Encoding? Find(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(
                    name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Whether text of that encoding is UTF-8 too.</summary>
    public static bool IsUtf8(string name) =>
        name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || name.Equals("utf8", StringComparison.OrdinalIgnoreCase)
        || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase)
        || name.Equals("ascii", StringComparison.OrdinalIgnoreCase);

    /// <summary>UTF-16 by its byte order mark, else by how the first sign of markup stands in it.</summary>
    /// <returns>Null for what has neither.</returns>
    public static Encoding? FindUtf16(ReadOnlySpan<byte> text) => text switch
    {
        [0xFE, 0xFF, ..] or [0, not 0, ..] => new UnicodeEncoding(bigEndian: true, false, throwOnInvalidBytes: true),
        [0xFF, 0xFE, ..] or [not 0, 0, ..] => new UnicodeEncoding(bigEndian: false, false, throwOnInvalidBytes: true),
        _ => null,
    };
}
