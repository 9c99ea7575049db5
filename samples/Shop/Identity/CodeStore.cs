namespace Shop.Identity;

/// <summary>A code that waits to be redeemed.</summary>
internal sealed record PendingCode(Grant Grant, string RedirectUri, string Challenge, DateTimeOffset ExpiresAt);

/// <summary>Authorization codes: each can be presented once, within a minute. Safe for use by many threads.</summary>
/// <remarks>Source: RFC 6749 §4.1.2, §10.5. When full, the oldest code is forgotten.</remarks>
internal sealed class CodeStore(TimeProvider time)
{
    public const int CodesMax = 1_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _codes = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();

    public string Add(Grant grant, string redirectUri, string challenge)
    {
        string code = Secrets.New();
        var pending = new PendingCode(grant, redirectUri, challenge, time.GetUtcNow() + Lifetime);
        lock (_gate)
        {
            if (_oldestFirst.Count == CodesMax) _codes.Remove(_oldestFirst.Dequeue());
            _codes.Add(code, new Entry(pending));
            _oldestFirst.Enqueue(code);
        }

        return code;
    }

    /// <summary>The first caller gets the code, a later one null and the family that the first one started.</summary>
    public PendingCode? Take(string code, out string? familyOfFirstUse)
    {
        familyOfFirstUse = null;
        lock (_gate)
        {
            if (!_codes.TryGetValue(code, out Entry? entry)) return null;
            familyOfFirstUse = entry.Family;
            if (entry.Taken) return null;
            entry.Taken = true;
            return entry.Code.ExpiresAt > time.GetUtcNow() ? entry.Code : null;
        }
    }

    /// <summary>Remembers what a code led to, so that a second use can take it back.</summary>
    public void Remember(string code, string family)
    {
        lock (_gate)
        {
            if (_codes.TryGetValue(code, out Entry? entry)) entry.Family = family;
        }
    }

    private sealed class Entry(PendingCode code)
    {
        public PendingCode Code { get; } = code;

        public bool Taken { get; set; }

        public string? Family { get; set; }
    }
}
