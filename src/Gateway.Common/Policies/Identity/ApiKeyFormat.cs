using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Gateway.Common.Policies.Identity;

/// <summary>The text of an API key: <c>bff_{id}_{secret}_{crc}</c>.</summary>
/// <remarks>
/// Units: id 8 to 32 characters of <c>a-z0-9</c>; secret 256 random bits in base64url (43 characters); crc 8
/// hexadecimal
/// digits, CRC-32C of all before it, so that scanners and typos are told apart from keys without a look-up.
/// </remarks>
internal static class ApiKeyFormat
{
    public const string Prefix = "bff_";
    public const int SecretBytes = 32;
    public const int IdLengthMin = 8;
    public const int IdLengthMax = 32;

    private const int SecretLength = 43;
    private const int ChecksumLength = 8;
    private const int GeneratedIdLength = 16;
    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create(IdAlphabet);

    /// <summary>Longest possible key, in characters.</summary>
    public static int LengthMax => Prefix.Length + IdLengthMax + 1 + SecretLength + 1 + ChecksumLength;

    public static bool IsId(ReadOnlySpan<char> id) =>
        id.Length is >= IdLengthMin and <= IdLengthMax && !id.ContainsAnyExcept(IdCharacters);

    public static string NewId() => RandomNumberGenerator.GetString(IdAlphabet, GeneratedIdLength);

    public static string Write(string id, ReadOnlySpan<byte> secret)
    {
        var body = $"{Prefix}{id}_{Base64Url.EncodeToString(secret)}";
        return $"{body}_{Checksum(body):x8}";
    }

    /// <summary>Cuts a key into its parts; false for whatever is not exactly of the format.</summary>
    /// <param name="key">What the client sent.</param>
    /// <param name="id">The id as a part of <paramref name="key"/>.</param>
    /// <param name="secret">Takes <see cref="SecretBytes"/> bytes.</param>
    public static bool TryRead(ReadOnlySpan<char> key, out ReadOnlySpan<char> id, Span<byte> secret)
    {
        id = default;
        var bodyLength = key.Length - ChecksumLength - 1;
        var idLength = bodyLength - SecretLength - 1 - Prefix.Length;
        if (idLength is < IdLengthMin or > IdLengthMax
            || !key.StartsWith(Prefix, StringComparison.Ordinal)
            || key[bodyLength] != '_'
            || key[Prefix.Length + idLength] != '_'
            || !IsId(key.Slice(Prefix.Length, idLength))
            || !IsChecksum(key[(bodyLength + 1)..], Checksum(key[..bodyLength])))
        {
            return false;
        }

        id = key.Slice(Prefix.Length, idLength);
        var encoded = key.Slice(bodyLength - SecretLength, SecretLength);
        return Base64UrlText.TryDecode(encoded, secret, out var written) && written == SecretBytes;
    }

    private static bool IsChecksum(ReadOnlySpan<char> text, uint expected)
    {
        Span<char> written = stackalloc char[ChecksumLength];
        expected.TryFormat(written, out _, "x8", CultureInfo.InvariantCulture);
        return text.SequenceEqual(written);
    }

    private static uint Checksum(ReadOnlySpan<char> body)
    {
        var crc = uint.MaxValue;
        foreach (var c in body)
        {
            crc = BitOperations.Crc32C(crc, (ushort)c);
        }

        return ~crc;
    }
}
