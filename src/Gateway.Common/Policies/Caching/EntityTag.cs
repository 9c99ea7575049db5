using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Common.Policies.Caching;

/// <summary>A strong entity tag computed from an answer's bytes.</summary>
/// <remarks>128 bits of SHA-256, as a quoted base64url string. Source: RFC 9110 §8.8.3, §13.1.2.</remarks>
internal readonly record struct EntityTag
{
    private const int HashBytes = 16;

    internal EntityTag(string value) => Value = value;

    /// <summary>The header value, quotes included.</summary>
    public string Value { get; }

    /// <summary>For the same answer in another coding: equal in meaning, not in bytes.</summary>
    public string WeakValue => "W/" + Value;

    public static EntityTag Of(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        Span<byte> text = stackalloc byte[24];
        text[0] = (byte)'"';
        Base64Url.TryEncodeToUtf8(hash[..HashBytes], text[1..], out var written);
        text[written + 1] = (byte)'"';
        return new EntityTag(Encoding.ASCII.GetString(text[..(written + 2)]));
    }

    /// <summary>
    /// True where an <c>If-None-Match</c> field names this tag (weakly compared) or is <c>*</c>: answer 304.
    /// </summary>
    public bool IsMatchedBy(ReadOnlySpan<char> ifNoneMatch)
    {
        if (Value is null)
        {
            return false;
        }

        foreach (var range in ifNoneMatch.Split(','))
        {
            var candidate = ifNoneMatch[range].Trim();
            if (candidate.StartsWith("W/", StringComparison.Ordinal))
            {
                candidate = candidate[2..];
            }

            if (candidate is "*" || candidate.SequenceEqual(Value))
            {
                return true;
            }
        }

        return false;
    }
}
