using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Gateway.Common.Policies.Identity;

/// <summary>Remembers accepted tokens by hash for a short while, so that their signature is checked once a minute.</summary>
/// <remarks>
/// Bound: two generations of <see cref="GenerationMax"/> entries; when the young one is full it becomes the old one and
/// the old one goes. Refused tokens are not remembered: an attacker cannot push others out without valid tokens.
/// </remarks>
internal sealed class AcceptedTokens(TimeProvider time)
{
    public const int GenerationMax = 10_000;

    public static readonly TimeSpan RememberedMax = TimeSpan.FromMinutes(1);

    private readonly Lock _turn = new();
    private ConcurrentDictionary<TokenHash, Accepted> _young = new();
    private ConcurrentDictionary<TokenHash, Accepted> _old = new();

    public ClientIdentity? Find(string token)
    {
        var hash = TokenHash.Of(token);
        return (_young.TryGetValue(hash, out var accepted) || _old.TryGetValue(hash, out accepted))
            && time.GetUtcNow() < accepted.Until
            ? accepted.Identity
            : null;
    }

    public void Add(string token, ClientIdentity identity, DateTimeOffset end)
    {
        var remembered = time.GetUtcNow() + RememberedMax;
        _young[TokenHash.Of(token)] = new Accepted(identity, end < remembered ? end : remembered);
        if (_young.Count <= GenerationMax)
        {
            return;
        }

        lock (_turn)
        {
            if (_young.Count > GenerationMax)
            {
                _old = _young;
                _young = new ConcurrentDictionary<TokenHash, Accepted>();
            }
        }
    }

    private readonly record struct Accepted(ClientIdentity Identity, DateTimeOffset Until);

    private readonly record struct TokenHash(UInt128 Upper, UInt128 Lower)
    {
        public static TokenHash Of(string token)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(MemoryMarshal.AsBytes(token.AsSpan()), hash);
            return MemoryMarshal.Read<TokenHash>(hash);
        }
    }
}
