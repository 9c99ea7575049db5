using System.Collections.Concurrent;

namespace Gateway.Common.Policies.RateLimiting;

/// <summary>Cost-aware token buckets, one per partition key, for one policy.</summary>
/// <remarks>
/// Shape: the bucket is one number, the time at which it will be full again (GCRA's theoretical arrival time), moved by
/// compare-and-swap. So it is exact under concurrency, and a known key costs a look-up and no allocation.
/// Bound: at most <see cref="RateLimitPolicy.PartitionsMax"/> buckets. Only a full bucket is evicted, since forgetting
/// it changes nothing; nobody gets rid of spent tokens by flooding the table. While none is full, new keys share one
/// of <see cref="OverflowBuckets"/> buckets.
/// Units: nanoseconds since construction.
/// Errors: none; a negative cost throws <see cref="ArgumentOutOfRangeException"/>.
/// Source: ITU-T I.371 Annex A (GCRA), the virtual scheduling algorithm.
/// </remarks>
internal sealed class RateLimiter
{
    public const int OverflowBuckets = 64;

    private const int EvictionStepsMax = 64;
    private const long NanosecondsPerTick = 100;

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly long _nanosecondsPerToken;
    private readonly long _burst;
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly Bucket?[] _ring;
    private readonly Bucket[] _overflow = new Bucket[OverflowBuckets];
    private readonly Lock _insertion = new();
    private int _hand;

    public RateLimiter(string name, RateLimitPolicy policy, TimeProvider time)
    {
        Name = name;
        Policy = policy;
        _time = time;
        _start = time.GetTimestamp();
        _burst = policy.EffectiveBurst;
        var windowNanoseconds = policy.Window.Ticks * NanosecondsPerTick;
        _nanosecondsPerToken = (windowNanoseconds + policy.Permits - 1) / policy.Permits;
        _ring = new Bucket?[policy.PartitionsMax];
        for (var i = 0; i < OverflowBuckets; i++)
        {
            _overflow[i] = new Bucket(string.Empty);
        }
    }

    /// <summary>The policy's name, as written into the RateLimit headers.</summary>
    public string Name { get; }

    public RateLimitPolicy Policy { get; }

    /// <summary>Buckets held now.</summary>
    public int Partitions => _buckets.Count;

    /// <summary>Takes <paramref name="cost"/> tokens from the key's bucket, or none.</summary>
    /// <param name="key">An opaque, bounded key made by the gateway, such as an identity's partition key.</param>
    /// <param name="cost">Tokens, 0 (only looks) or more.</param>
    public RateLimitDecision TryAcquire(string key, long cost = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cost);
        var now = _time.GetElapsedTime(_start).Ticks * NanosecondsPerTick;
        while (true)
        {
            var bucket = _buckets.TryGetValue(key, out var known) ? known : Insert(key, now);
            if (TrySpend(bucket, cost, now) is { } decision)
            {
                return decision;
            }
        }
    }

    /// <summary>Null when the bucket was evicted between look-up and swap: look up again.</summary>
    private RateLimitDecision? TrySpend(Bucket bucket, long cost, long now)
    {
        while (true)
        {
            var seen = Volatile.Read(ref bucket.FullAt);
            if (seen == Bucket.Evicted)
            {
                return null;
            }

            var fullAt = Math.Max(seen, now);
            if (cost > _burst)
            {
                return Decide(RateLimitOutcome.CostAboveBurst, fullAt, now, 0);
            }

            var next = fullAt + (cost * _nanosecondsPerToken);
            var wait = next - (_burst * _nanosecondsPerToken) - now;
            if (wait > 0)
            {
                return Decide(RateLimitOutcome.Exhausted, fullAt, now, wait);
            }

            if (cost == 0 || Interlocked.CompareExchange(ref bucket.FullAt, next, seen) == seen)
            {
                return Decide(RateLimitOutcome.Allowed, next, now, 0);
            }
        }
    }

    private RateLimitDecision Decide(RateLimitOutcome outcome, long fullAt, long now, long wait)
    {
        var missing = fullAt - now;
        var remaining = _burst - ((missing + _nanosecondsPerToken - 1) / _nanosecondsPerToken);
        return new RateLimitDecision(
            outcome,
            _burst,
            Math.Max(0, remaining),
            TimeSpan.FromTicks(missing / NanosecondsPerTick),
            TimeSpan.FromTicks((wait + NanosecondsPerTick - 1) / NanosecondsPerTick));
    }

    private Bucket Insert(string key, long now)
    {
        lock (_insertion)
        {
            if (_buckets.TryGetValue(key, out var known))
            {
                return known;
            }

            var slot = FreeSlot(now);
            if (slot < 0)
            {
                return _overflow[(uint)key.GetHashCode(StringComparison.Ordinal) % OverflowBuckets];
            }

            var bucket = new Bucket(key);
            _ring[slot] = bucket;
            _buckets[key] = bucket;
            return bucket;
        }
    }

    /// <summary>An empty slot, or one whose full bucket is evicted here; -1 when a bounded look finds none.</summary>
    private int FreeSlot(long now)
    {
        for (var step = 0; step < EvictionStepsMax && step < _ring.Length; step++)
        {
            var slot = _hand;
            _hand = (_hand + 1) % _ring.Length;
            if (_ring[slot] is not { } bucket)
            {
                return slot;
            }

            var fullAt = Volatile.Read(ref bucket.FullAt);
            if (fullAt <= now && Interlocked.CompareExchange(ref bucket.FullAt, Bucket.Evicted, fullAt) == fullAt)
            {
                _buckets.TryRemove(bucket.Key, out _);
                return slot;
            }
        }

        return -1;
    }

    private sealed class Bucket(string key)
    {
        public const long Evicted = long.MaxValue;

        public long FullAt;

        public string Key { get; } = key;
    }
}
