using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Common.Policies.Caching;

/// <summary>What an answer depends on. Equal only when every byte of the material is.</summary>
/// <remarks>
/// Shape: scope, partition, operation hash, variables, then the varying parts, each with its length before it, so that
/// no
/// two lists of parts give the same material. A private key needs a partition; a public key cannot have one.
/// The hash is SHA-256 cut to 128 bits, since variables are the client's to choose; the material is compared as well.
/// </remarks>
internal sealed class CacheKey : IEquatable<CacheKey>
{
    private readonly byte[] _material;
    private readonly UInt128 _hash;

    private CacheKey(CacheScope scope, byte[] material)
    {
        Scope = scope;
        _material = material;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(material, hash);
        _hash = MemoryMarshal.Read<UInt128>(hash);
    }

    public CacheScope Scope { get; }

    /// <summary>Bytes of the material.</summary>
    public int Length => _material.Length;

    /// <summary>A key whose answer is for one identity only.</summary>
    /// <param name="partition">The identity's stable partition key.</param>
    /// <exception cref="ArgumentException">The partition is empty: the answer could go to anybody.</exception>
    public static CacheKey Private(
        string partition,
        ReadOnlySpan<byte> operationHash,
        ReadOnlySpan<byte> variables,
        params ReadOnlySpan<string> vary)
    {
        ArgumentException.ThrowIfNullOrEmpty(partition);
        return Build(CacheScope.Private, partition, operationHash, variables, vary);
    }

    /// <summary>A key whose answer is the same for everybody.</summary>
    public static CacheKey Public(
        ReadOnlySpan<byte> operationHash,
        ReadOnlySpan<byte> variables,
        params ReadOnlySpan<string> vary) =>
        Build(CacheScope.Public, string.Empty, operationHash, variables, vary);

    public bool Equals(CacheKey? other) =>
        other is not null && _hash == other._hash && _material.AsSpan().SequenceEqual(other._material);

    public override bool Equals(object? obj) => Equals(obj as CacheKey);

    public override int GetHashCode() => _hash.GetHashCode();

    private static CacheKey Build(
        CacheScope scope,
        string partition,
        ReadOnlySpan<byte> operationHash,
        ReadOnlySpan<byte> variables,
        ReadOnlySpan<string> vary)
    {
        var length = 1 + PartLength(partition) + sizeof(int) + operationHash.Length + sizeof(int) + variables.Length;
        foreach (var part in vary)
        {
            length += PartLength(part);
        }

        var material = new byte[length];
        material[0] = (byte)scope;
        var rest = WritePart(material.AsSpan(1), partition);
        rest = WritePart(rest, operationHash);
        rest = WritePart(rest, variables);
        foreach (var part in vary)
        {
            rest = WritePart(rest, part);
        }

        return new CacheKey(scope, material);
    }

    private static int PartLength(string part) => sizeof(int) + Encoding.UTF8.GetByteCount(part);

    private static Span<byte> WritePart(Span<byte> target, string part)
    {
        var written = Encoding.UTF8.GetBytes(part, target[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(target, written);
        return target[(sizeof(int) + written)..];
    }

    private static Span<byte> WritePart(Span<byte> target, ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, part.Length);
        part.CopyTo(target[sizeof(int)..]);
        return target[(sizeof(int) + part.Length)..];
    }
}
