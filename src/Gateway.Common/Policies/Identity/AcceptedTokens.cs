using System.Collections.Concurrent;

namespace Gateway.Common.Policies.Identity;

/// <summary>
/// Remembers accepted tokens by hash for a short while, so that their signature is checked once a minute.
/// </summary>
/// <remarks>
/// Bound: two generations of <see cref="GenerationMax"/> entries; when the young one is full it becomes the old one and
/// the old one goes. Refused tokens are not remembered: an attacker cannot push others out without valid tokens.
/// </remarks>
internal sealed class AcceptedTokens(TimeProvider time)
{
    public const int GenerationMax = 10_000;

    public static readonly TimeSpan RememberedMax = TimeSpan.FromMinutes(1);

    private readonly Lock _turn = new();
    private ConcurrentDictionary<CredentialHash, Accepted> _young = new();
    private ConcurrentDictionary<CredentialHash, Accepted> _old = new();

    public ClientIdentity? Find(string token)
    {
        var hash = CredentialHash.Of(token);
        return (_young.TryGetValue(hash, out var accepted) || _old.TryGetValue(hash, out accepted))
            && time.GetUtcNow() < accepted.Until
            ? accepted.Identity
            : null;
    }

    public void Add(string token, ClientIdentity identity, DateTimeOffset end)
    {
        var remembered = time.GetUtcNow() + RememberedMax;
        _young[CredentialHash.Of(token)] = new Accepted(identity, end < remembered ? end : remembered);
        if (_young.Count <= GenerationMax)
        {
            return;
        }

        lock (_turn)
        {
            if (_young.Count > GenerationMax)
            {
                _old = _young;
                _young = new ConcurrentDictionary<CredentialHash, Accepted>();
            }
        }
    }

    private readonly record struct Accepted(ClientIdentity Identity, DateTimeOffset Until);
}
