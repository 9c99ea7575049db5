using System.Collections.Concurrent;

namespace Gateway.Common.Policies.Caching;

/// <summary>Stored answers, bounded by bytes and entries, apart by identity.</summary>
/// <remarks>
/// Shape: a hit takes no lock and allocates nothing; stores and purges share one lock. Eviction is CLOCK: an entry read
/// since the hand last passed gets another round.
/// Safety: what is private or not storable never gets under a public key, whatever the caller asks.
/// </remarks>
internal sealed class ResponseCache(CacheOptions options, TimeProvider time)
{
    /// <summary>Charged per entry beside key and body: objects, table and ring.</summary>
    public const int EntryOverheadBytes = 256;

    private readonly ConcurrentDictionary<CacheKey, Entry> _entries = new();
    private readonly LinkedList<Entry> _ring = new();
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private LinkedListNode<Entry>? _hand;
    private long _bytes;
    private long _purges;

    public int Count => _entries.Count;

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Changes with every purge: what was begun before one must not be stored after it.</summary>
    public long PurgeEpoch => Interlocked.Read(ref _purges);

    public bool TryGet(CacheKey key, out CacheHit hit)
    {
        hit = default;
        if (!_entries.TryGetValue(key, out var entry))
        {
            return false;
        }

        var now = Now;
        if (entry.ExpiresAt <= now)
        {
            lock (_gate)
            {
                Remove(entry);
            }

            return false;
        }

        entry.IsUsed = true;
        hit = new CacheHit(entry.Response, now - entry.StoredAt, entry.ExpiresAt - now);
        return true;
    }

    /// <summary>Stores an answer if that is allowed; false when it is not, or when it is too large.</summary>
    /// <param name="epoch"><see cref="PurgeEpoch"/> as it was before the answer was made.</param>
    public bool TryStore(CacheKey key, CachedResponse response, long epoch)
    {
        var bytes = (long)response.Body.Length + key.Length + EntryOverheadBytes;
        if (!MayStore(key, response) || bytes > options.EntryBytesMax || bytes > options.BytesMax)
        {
            return false;
        }

        var lifetime = response.Policy.MaxAge < options.LifetimeMax ? response.Policy.MaxAge : options.LifetimeMax;
        lock (_gate)
        {
            if (epoch != _purges)
            {
                return false;
            }

            if (_entries.TryGetValue(key, out var old))
            {
                Remove(old);
            }

            while (_entries.Count >= options.EntriesMax || _bytes + bytes > options.BytesMax)
            {
                EvictOne();
            }

            var now = Now;
            Add(new Entry(key, response, bytes, now, now + lifetime));
            return true;
        }
    }

    /// <summary>True where the answer is storable and its key keeps to whom it may be given.</summary>
    public static bool MayStore(CacheKey key, CachedResponse response) =>
        response.Policy.IsStorable
        && (key.Scope == CacheScope.Private || response.Policy.Scope == CacheScope.Public)
        && response.Tags.Count <= CachedResponse.TagsMax;

    /// <summary>Removes every answer with the tag, and keeps those being made now from being stored.</summary>
    /// <returns>How many were removed.</returns>
    public int Purge(string tag) => RemoveWhere(entry => entry.Response.Tags.Contains(tag, StringComparer.Ordinal));

    /// <summary>Removes everything.</summary>
    public int PurgeAll() => RemoveWhere(_ => true);

    private TimeSpan Now => time.GetElapsedTime(_start);

    private int RemoveWhere(Predicate<Entry> matches)
    {
        lock (_gate)
        {
            _purges++;
            var removed = 0;
            for (var node = _ring.First; node is not null;)
            {
                var next = node.Next;
                if (matches(node.Value))
                {
                    Remove(node.Value);
                    removed++;
                }

                node = next;
            }

            return removed;
        }
    }

    /// <summary>Ends: a pass over the ring clears every mark, so the second pass finds an entry.</summary>
    private void EvictOne()
    {
        while (true)
        {
            _hand ??= _ring.First;
            var entry = _hand!.Value;
            if (!entry.IsUsed || entry.ExpiresAt <= Now)
            {
                Remove(entry);
                return;
            }

            entry.IsUsed = false;
            _hand = _hand.Next;
        }
    }

    private void Add(Entry entry)
    {
        entry.Node = _ring.AddLast(entry);
        _entries[entry.Key] = entry;
        _bytes += entry.Bytes;
    }

    private void Remove(Entry entry)
    {
        if (entry.Node is not { } node)
        {
            return;
        }

        if (ReferenceEquals(_hand, node))
        {
            _hand = node.Next;
        }

        _ring.Remove(node);
        entry.Node = null;
        _entries.TryRemove(KeyValuePair.Create(entry.Key, entry));
        _bytes -= entry.Bytes;
    }

    private sealed class Entry(
        CacheKey key, CachedResponse response, long bytes, TimeSpan storedAt, TimeSpan expiresAt)
    {
        public CacheKey Key { get; } = key;

        public CachedResponse Response { get; } = response;

        public long Bytes { get; } = bytes;

        public TimeSpan StoredAt { get; } = storedAt;

        public TimeSpan ExpiresAt { get; } = expiresAt;

        /// <summary>Read since the hand last passed; a lost write costs a round at most.</summary>
        public bool IsUsed { get; set; }

        /// <summary>Its place in the ring; null once removed.</summary>
        public LinkedListNode<Entry>? Node { get; set; }
    }
}
