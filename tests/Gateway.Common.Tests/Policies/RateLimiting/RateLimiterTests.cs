using Gateway.Common.Policies.RateLimiting;
using Gateway.Testing;

namespace Gateway.Common.Tests.Policies.RateLimiting;

public sealed class RateLimiterTests
{
    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private RateLimiter Limiter(int permits = 10, int seconds = 10, int? burst = null, int partitionsMax = 1000) => new(
        "test",
        new RateLimitPolicy
        {
            Permits = permits,
            Window = TimeSpan.FromSeconds(seconds),
            Burst = burst,
            PartitionsMax = partitionsMax,
        },
        _time);

    [Fact]
    public void A_burst_is_allowed_and_the_next_call_is_told_when_to_come_back()
    {
        var limiter = Limiter();
        for (var left = 9; left >= 0; left--)
        {
            var allowed = limiter.TryAcquire("a");
            Assert.True(allowed.IsAllowed);
            Assert.Equal(left, allowed.Remaining);
        }

        var refused = limiter.TryAcquire("a");
        Assert.Equal(RateLimitOutcome.Exhausted, refused.Outcome);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(10), refused.ResetAfter);

        _time.Advance(refused.RetryAfter - TimeSpan.FromTicks(1));
        Assert.False(limiter.TryAcquire("a").IsAllowed);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True(limiter.TryAcquire("a").IsAllowed);
        Assert.False(limiter.TryAcquire("a").IsAllowed);
    }

    [Fact]
    public void Partitions_do_not_feel_each_other()
    {
        var limiter = Limiter(permits: 1);
        Assert.True(limiter.TryAcquire("a").IsAllowed);
        Assert.False(limiter.TryAcquire("a").IsAllowed);
        Assert.True(limiter.TryAcquire("b").IsAllowed);
    }

    [Fact]
    public void A_refused_cost_takes_nothing()
    {
        var limiter = Limiter();
        Assert.True(limiter.TryAcquire("a", 8).IsAllowed);
        var refused = limiter.TryAcquire("a", 5);
        Assert.Equal(RateLimitOutcome.Exhausted, refused.Outcome);
        Assert.Equal(TimeSpan.FromSeconds(3), refused.RetryAfter);
        Assert.Equal(2, refused.Remaining);
        Assert.True(limiter.TryAcquire("a", 2).IsAllowed);
    }

    [Fact]
    public void A_cost_above_the_burst_is_refused_without_a_retry_time()
    {
        var refused = Limiter().TryAcquire("a", 11);
        Assert.Equal(RateLimitOutcome.CostAboveBurst, refused.Outcome);
        Assert.Equal(TimeSpan.Zero, refused.RetryAfter);
        Assert.Equal(RateLimitOutcome.CostAboveBurst, Limiter().TryAcquire("a", long.MaxValue).Outcome);
        Assert.Throws<ArgumentOutOfRangeException>(() => Limiter().TryAcquire("a", -1));
    }

    [Fact]
    public async Task Under_parallel_load_exactly_the_burst_is_allowed()
    {
        const int Workers = 8, CallsEach = 5_000, Burst = 7_777;
        var limiter = Limiter(permits: Burst);
        var allowed = 0;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < CallsEach; i++)
            {
                if (limiter.TryAcquire("shared").IsAllowed)
                {
                    Interlocked.Increment(ref allowed);
                }
            }
        }, Stop)));
        Assert.Equal(Burst, allowed);
    }

    [Fact]
    public void At_ten_times_the_rate_acceptance_stays_within_two_percent_of_the_limit()
    {
        var limiter = Limiter(permits: 100, seconds: 1, burst: 1);
        var allowed = 0;
        for (var i = 0; i < 20_000; i++)
        {
            allowed += limiter.TryAcquire("a").IsAllowed ? 1 : 0;
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(allowed, 1_960, 2_040);
    }

    [Fact]
    public void A_flood_of_keys_neither_grows_the_table_nor_resets_a_spent_bucket()
    {
        var limiter = Limiter(permits: 1, seconds: 60, partitionsMax: 64);
        Assert.True(limiter.TryAcquire("attacker").IsAllowed);
        for (var i = 0; i < 10_000; i++)
        {
            limiter.TryAcquire($"sock-puppet-{i}");
        }

        Assert.Equal(64, limiter.Partitions);
        Assert.False(limiter.TryAcquire("attacker").IsAllowed);
    }

    [Fact]
    public void When_every_bucket_is_in_use_new_keys_share_the_overflow_buckets()
    {
        var limiter = Limiter(permits: 1, seconds: 60, partitionsMax: 64);
        var allowed = Enumerable.Range(0, 10_000).Count(i => limiter.TryAcquire($"key-{i}").IsAllowed);
        Assert.InRange(allowed, 64, 64 + RateLimiter.OverflowBuckets);
    }

    [Fact]
    public void Idle_buckets_make_room_for_new_keys()
    {
        var limiter = Limiter(permits: 1, seconds: 60, partitionsMax: 64);
        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < 64; i++)
            {
                Assert.True(limiter.TryAcquire($"{round}-{i}").IsAllowed);
            }

            _time.Advance(TimeSpan.FromSeconds(60));
        }

        Assert.Equal(64, limiter.Partitions);
    }

    [Fact]
    public async Task Eviction_beside_spending_never_lets_more_than_the_burst_through()
    {
        var limiter = Limiter(permits: 5, seconds: 3600, partitionsMax: 16);
        var allowed = 0;
        var spending = Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                allowed += limiter.TryAcquire("victim").IsAllowed ? 1 : 0;
            }
        }, Stop);
        var flooding = Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                limiter.TryAcquire($"flood-{i}", 0);
            }
        }, Stop);
        await Task.WhenAll(spending, flooding);
        Assert.InRange(allowed, 5, 10); // its own bucket, and at most once a shared one
    }

    [Fact]
    public void A_known_key_allocates_nothing()
    {
        var limiter = Limiter(permits: 1_000_000);
        limiter.TryAcquire("a");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            limiter.TryAcquire("a");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void An_unknown_policy_name_is_refused_with_the_known_ones()
    {
        var limiters = new RateLimiters(
            new Dictionary<string, RateLimitPolicy> { ["web"] = new(), ["login"] = new() }, _time);
        Assert.Equal("web", limiters.Get("web").Name);
        var error = Assert.Throws<KeyNotFoundException>(() => limiters.Get("wbe"));
        Assert.Contains("login, web", error.Message, StringComparison.Ordinal);
    }
}
