using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Gateway.Common.Policies.Identity;

/// <summary>What the gateway keeps of a bearer secret that it has to find again: its SHA-256.</summary>
/// <remarks>Looking up by hash also keeps a look-up's time from telling how much of a guess was right.</remarks>
internal readonly record struct CredentialHash(UInt128 Upper, UInt128 Lower)
{
    public const int RandomBytes = 32;

    public static CredentialHash Of(ReadOnlySpan<char> secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(secret), hash);
        return MemoryMarshal.Read<CredentialHash>(hash);
    }

    /// <summary>256 random bits in base64url: 43 characters.</summary>
    public static string NewSecret()
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }
}
