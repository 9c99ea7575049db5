using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Gateway.Common.Primitives;

/// <summary>
/// A cache bounded by entries and by bytes; what was not used since the last sweep goes first (CLOCK).
/// </summary>
/// <remarks>
/// Shape: a known key costs a look-up without a lock; only adding, weighing and evicting take one.
/// Bound: an entry heavier than an eighth of all bytes is not kept, so that one client's largest cannot empty it.
/// Until it is weighed an entry is there beyond the bounds, for those who wait for one value together: so each has to
/// be.
/// Admission: once a quarter of the cache is full, a key may be kept from its second sight on
/// (<see cref="KeySights"/>): what comes once, however much of it, then drives nobody out and fills no memory.
/// </remarks>
/// <param name="entriesMax">Entries kept, 1 or more.</param>
/// <param name="bytesMax">Sum of what the entries weigh, as their owner estimates it.</param>
/// <param name="sights">Tells what comes again; null to keep whatever comes.</param>
internal sealed class ClockCache<TKey, TValue>(int entriesMax, long bytesMax, KeySights? sights = null)
    where TKey : notnull
{
    private const int EntryShare = 8;
    private const int FreeShare = 4;

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private readonly Queue<Entry> _order = new();
    private readonly Lock _changes = new();
    private long _bytes;

    public int Count => _entries.Count;

    public long Bytes => Interlocked.Read(ref _bytes);

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_entries.TryGetValue(key, out var entry))
        {
            entry.IsUsed = true;
            value = entry.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <returns>
    /// What is kept under the key: <paramref name="value"/>, or what somebody else added before. It weighs nothing
    /// until <see cref="Weigh"/>.
    /// </returns>
    public TValue GetOrAdd(TKey key, TValue value)
    {
        lock (_changes)
        {
            if (_entries.TryGetValue(key, out var known))
            {
                known.IsUsed = true;
                return known.Value;
            }

            _entries[key] = new Entry(key, value);
            return value;
        }
    }

    /// <summary>
    /// Says how many bytes an entry holds, once that is known, and so whether it is kept; nothing where it is not
    /// there any more.
    /// </summary>
    /// <param name="key">Of the entry.</param>
    /// <param name="bytes">Estimated.</param>
    /// <param name="isAwaited">Whether it is known to come again, and so needs no second sight.</param>
    public void Weigh(TKey key, long bytes, bool isAwaited = false)
    {
        lock (_changes)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                return;
            }

            _bytes += bytes - entry.Bytes;
            entry.Bytes = bytes;
            if (bytes > bytesMax / EntryShare || (entry.IsGuest && !isAwaited && !Admits(entry)))
            {
                Remove(entry);
                return;
            }

            if (entry.IsGuest)
            {
                entry.IsGuest = false;
                _order.Enqueue(entry);
            }

            Evict();
        }
    }

    private bool IsFree => _entries.Count * (long)FreeShare <= entriesMax && _bytes * FreeShare <= bytesMax;

    private bool IsOver => _entries.Count > entriesMax || _bytes > bytesMax;

    /// <summary>Whether there is room for it, or it came before, or somebody else asked for it meanwhile.</summary>
    private bool Admits(Entry entry)
    {
        if (sights is null || IsFree)
        {
            return true;
        }

        var isNew = sights.Add(entry.Key.GetHashCode());
        entry.IsUsed |= !isNew;
        return entry.IsUsed;
    }

    private void Evict()
    {
        // Twice round at most: the first clears every mark, the second finds entries without one.
        for (var looks = 2 * _order.Count; looks > 0 && IsOver; looks--)
        {
            var oldest = _order.Dequeue();
            if (oldest.IsRemoved)
            {
                continue;
            }

            if (oldest.IsUsed)
            {
                oldest.IsUsed = false;
                _order.Enqueue(oldest);
            }
            else
            {
                Remove(oldest);
            }
        }
    }

    private void Remove(Entry entry)
    {
        entry.IsRemoved = true;
        _entries.TryRemove(entry.Key, out _);
        _bytes -= entry.Bytes;
    }

    private sealed class Entry(TKey key, TValue value)
    {
        public TKey Key { get; } = key;

        public TValue Value { get; } = value;

        public long Bytes { get; set; }

        public bool IsUsed { get; set; }

        public bool IsRemoved { get; set; }

        /// <summary>Not weighed yet.</summary>
        public bool IsGuest { get; set; } = true;
    }
}
