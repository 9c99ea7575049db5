using System.Text;
using System.Text.Unicode;

namespace Gateway.Common.Sources.Soap.Wire;

/// <summary>Answers as UTF-8, whatever they were written in.</summary>
/// <remarks>Source: XML 1.0 §4.3.3 and Appendix F: byte order mark, then the declaration, then UTF-8.</remarks>
internal static class AnswerEncoding
{
    private const int DeclarationBytesMax = 256;

    /// <returns>The same bytes where they are UTF-8 already.</returns>
    public static ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> xml)
    {
        var encoding = Detect(xml);
        if (encoding is null)
        {
            return Utf8.IsValid(xml) ? xml : throw XmlWireException.Malformed("Not UTF-8", 0);
        }

        try
        {
            return Encoding.UTF8.GetBytes(encoding.GetString(xml));
        }
        catch (DecoderFallbackException)
        {
            throw XmlWireException.Malformed("No text of the encoding that the document names", 0);
        }
    }

    /// <returns>Null for UTF-8.</returns>
    private static Encoding? Detect(ReadOnlySpan<byte> xml)
    {
        if (TextEncodings.FindUtf16(xml) is { } utf16)
        {
            return utf16;
        }

        if (!xml.StartsWith("<?xml "u8))
        {
            return null;
        }

        var declaration = xml[..Math.Min(xml.Length, DeclarationBytesMax)];
        var end = declaration.IndexOf("?>"u8);
        var start = end < 0 ? -1 : declaration[..end].IndexOf("encoding="u8);
        return start < 0 ? null : Named(declaration[(start + "encoding=".Length)..end]);
    }

    private static Encoding? Named(ReadOnlySpan<byte> quoted)
    {
        var close = quoted.Length < 2 ? -1 : quoted[1..].IndexOf(quoted[0]);
        var name = close < 0 ? "" : Encoding.ASCII.GetString(quoted.Slice(1, close));
        return TextEncodings.IsUtf8(name)
            ? null
            : TextEncodings.Find(name) ?? throw XmlWireException.Malformed("An encoding that is not known", 0);
    }
}
