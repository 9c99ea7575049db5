using System.Buffers;
using System.Buffers.Text;

namespace Gateway.Common.Policies.Identity;

/// <summary>Strict base64url: no padding, no white space, no spare bits, so that one value has one text.</summary>
/// <remarks>Source: RFC 4648 §5, §3.5; RFC 7515 §2.</remarks>
internal static class Base64UrlText
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> target, out int written)
    {
        written = 0;
        return text.Length % 4 != 1
            && !text.ContainsAnyExcept(Alphabet)
            && Base64Url.TryDecodeFromChars(text, target, out written)
            && HasNoSpareBits(text, target[..written]);
    }

    /// <summary>Null unless strict.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[(text.Length * 3 / 4) + 1];
        return TryDecode(text, bytes, out var written) ? bytes[..written] : null;
    }

    /// <summary>Only the last group can have spare bits: encode it again and compare.</summary>
    private static bool HasNoSpareBits(ReadOnlySpan<char> text, ReadOnlySpan<byte> decoded)
    {
        var tail = decoded.Length % 3;
        if (tail == 0)
        {
            return true;
        }

        Span<char> again = stackalloc char[4];
        Base64Url.TryEncodeToChars(decoded[^tail..], again, out var length);
        return text[^length..].SequenceEqual(again[..length]);
    }
}
