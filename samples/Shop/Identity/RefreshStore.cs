using System.Security.Cryptography;

namespace Shop.Identity;

/// <summary>Refresh tokens that change with each use; an old one ends all that came of the same login.</summary>
/// <remarks>
/// A token is <c>family.secret</c>; only the newest secret of a family is good, so one that is known by family but
/// not the newest has been used before, by its owner or by a thief. Source: RFC 9700 §4.14.2. When full, the oldest
/// family is forgotten. Safe for use by many threads.
/// </remarks>
internal sealed class RefreshStore(TimeProvider time)
{
    public const int FamiliesMax = 10_000;

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();

    public string Start(Grant grant, out string familyId)
    {
        familyId = Secrets.New();
        string secret = Secrets.New();
        lock (_gate)
        {
            if (_oldestFirst.Count == FamiliesMax) _families.Remove(_oldestFirst.Dequeue());
            _families.Add(familyId, new Family(grant, time.GetUtcNow() + Lifetime) { Newest = Secrets.Hash(secret) });
            _oldestFirst.Enqueue(familyId);
        }

        return $"{familyId}.{secret}";
    }

    /// <summary>The grant and the token that follows, or null if the token is no good for this client.</summary>
    public Grant? Rotate(string token, OAuthClient client, out string next)
    {
        next = "";
        string[] parts = token.Split('.', 3);
        if (parts.Length != 2) return null;
        lock (_gate)
        {
            if (!_families.TryGetValue(parts[0], out Family? family)) return null;
            if (family.Grant.Client.Id != client.Id) return null;
            bool newest = CryptographicOperations.FixedTimeEquals(family.Newest, Secrets.Hash(parts[1]));
            if (!newest || family.ExpiresAt <= time.GetUtcNow())
            {
                _families.Remove(parts[0]);
                return null;
            }

            string secret = Secrets.New();
            family.Newest = Secrets.Hash(secret);
            next = $"{parts[0]}.{secret}";
            return family.Grant;
        }
    }

    public void Revoke(string familyId)
    {
        lock (_gate) _families.Remove(familyId);
    }

    /// <summary>Ends all logins of a user with a client.</summary>
    public void Revoke(string clientId, string subject)
    {
        lock (_gate)
        {
            foreach ((string id, Family family) in _families)
            {
                if (family.Grant.Client.Id == clientId && family.Grant.User?.Subject == subject) _families.Remove(id);
            }
        }
    }

    private sealed class Family(Grant grant, DateTimeOffset expiresAt)
    {
        public Grant Grant { get; } = grant;

        public DateTimeOffset ExpiresAt { get; } = expiresAt;

        public required byte[] Newest { get; set; }
    }
}
