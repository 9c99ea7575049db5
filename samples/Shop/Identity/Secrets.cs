using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Shop.Identity;

internal static class Secrets
{
    /// <summary>256 random bits as base64url text.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Compares in a time that tells neither content nor length.</summary>
    public static bool AreEqual(string known, string given) =>
        CryptographicOperations.FixedTimeEquals(Hash(known), Hash(given));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
