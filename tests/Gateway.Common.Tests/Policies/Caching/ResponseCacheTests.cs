using System.Text;
using Gateway.Common.Policies.Caching;
using Gateway.Testing;

namespace Gateway.Common.Tests.Policies.Caching;

public sealed class ResponseCacheTests
{
    private static readonly CachePolicy Personal = new(TimeSpan.FromMinutes(1), CacheScope.Private);
    private static readonly CachePolicy ForAll = new(TimeSpan.FromMinutes(1), CacheScope.Public);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void An_answer_lives_as_long_as_its_policy_says()
    {
        var cache = Cache();
        Assert.True(cache.TryStore(Key("a"), Response("x", Personal), cache.PurgeEpoch));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.True(cache.TryGet(Key("a"), out var hit));
        Assert.Equal((TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(1)), (hit.Age, hit.Left));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(cache.TryGet(Key("a"), out _));
        Assert.Equal((0, 0), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void The_longest_lifetime_of_the_options_caps_an_answers_own()
    {
        var cache = Cache(new CacheOptions { LifetimeMax = TimeSpan.FromSeconds(5) });
        cache.TryStore(Key("a"), Response("x", Personal), cache.PurgeEpoch);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(cache.TryGet(Key("a"), out _));
    }

    [Fact]
    public void What_may_not_be_stored_is_not()
    {
        var cache = Cache(new CacheOptions { EntryBytesMax = 2_048 });
        Assert.False(cache.TryStore(Key("a"), Response("x", CachePolicy.NoStore), cache.PurgeEpoch));
        Assert.False(cache.TryStore(Key("a"), Response(new string('x', 2_048), Personal), cache.PurgeEpoch));
        Assert.False(cache.TryStore(CacheKey.Public("op"u8, "{}"u8), Response("x", Personal), cache.PurgeEpoch));
        var tags = Enumerable.Range(0, 33).Select(i => $"t{i}").ToArray();
        Assert.False(cache.TryStore(Key("a"), Response("x", Personal, tags), cache.PurgeEpoch));
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void Entries_and_bytes_stay_bounded_and_what_is_read_stays_longest()
    {
        var cache = Cache(new CacheOptions { EntriesMax = 100, BytesMax = 64 << 10, EntryBytesMax = 32 << 10 });
        cache.TryStore(Key("hot"), Response("hot", Personal), cache.PurgeEpoch);
        for (var i = 0; i < 5_000; i++)
        {
            Assert.True(cache.TryStore(Key($"k{i}"), Response(new string('x', i % 5_000), Personal), cache.PurgeEpoch));
            Assert.True(cache.TryGet(Key("hot"), out _));
            Assert.InRange(cache.Count, 1, 100);
            Assert.InRange(cache.Bytes, 1, 64 << 10);
        }
    }

    [Fact]
    public void Storing_again_replaces()
    {
        var cache = Cache();
        cache.TryStore(Key("a"), Response("old", Personal), cache.PurgeEpoch);
        cache.TryStore(Key("a"), Response("new", Personal), cache.PurgeEpoch);
        Assert.True(cache.TryGet(Key("a"), out var hit));
        Assert.Equal("new", Text(hit));
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void A_purge_removes_by_tag_and_stops_what_was_begun_before_it()
    {
        var cache = Cache();
        var begun = cache.PurgeEpoch;
        cache.TryStore(Key("a"), Response("x", Personal, "order:1", "customer:1"), begun);
        cache.TryStore(Key("b"), Response("x", Personal, "order:2"), begun);
        Assert.Equal(1, cache.Purge("order:1"));
        Assert.False(cache.TryGet(Key("a"), out _));
        Assert.True(cache.TryGet(Key("b"), out _));
        Assert.False(cache.TryStore(Key("a"), Response("stale", Personal, "order:1"), begun));
        Assert.Equal(1, cache.PurgeAll());
        Assert.Equal((0, 0), (cache.Count, cache.Bytes));
    }

    [Fact]
    public async Task Ten_thousand_interleaved_users_each_see_only_their_own_canary()
    {
        var cache = Cache(new CacheOptions { EntriesMax = 2_000 });
        var calls = new CachedCalls(cache);
        await Parallel.ForAsync(0, 40_000, TestContext.Current.CancellationToken, async (i, stop) =>
        {
            var user = $"user-{i * 7919 % 10_000}";
            var hit = await calls.GetOrMakeAsync(
                Key(user),
                async (canary, _) =>
                {
                    await Task.Yield();
                    return Response(canary, Personal);
                },
                user,
                stop);
            Assert.Equal(user, Text(hit));
        });
    }

    [Fact]
    public async Task A_thousand_concurrent_misses_make_one_call()
    {
        var calls = new CachedCalls(Cache());
        var gate = new TaskCompletionSource();
        var made = 0;
        var waiting = Enumerable.Range(0, 1_000).Select(_ => Ask(calls, Key("a"), async () =>
        {
            Interlocked.Increment(ref made);
            await gate.Task;
            return Response("x", Personal);
        })).ToList();
        gate.SetResult();
        Assert.All(await Task.WhenAll(waiting), hit => Assert.Equal("x", Text(hit)));
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task An_answer_that_turns_out_private_is_not_shared_under_a_public_key()
    {
        var calls = new CachedCalls(Cache());
        var gate = new TaskCompletionSource();
        var made = 0;
        var waiting = Enumerable.Range(0, 50).Select(i => Ask(calls, CacheKey.Public("op"u8, "{}"u8), async () =>
        {
            Interlocked.Increment(ref made);
            await gate.Task;
            return Response($"canary-{i}", Personal);
        })).ToList();
        gate.SetResult();
        var hits = await Task.WhenAll(waiting);
        Assert.Equal(50, made);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"canary-{i}"), hits.Select(Text));
    }

    [Fact]
    public async Task A_makers_failure_reaches_all_who_waited_and_the_next_caller_tries_anew()
    {
        var calls = new CachedCalls(Cache());
        var gate = new TaskCompletionSource<CachedResponse>();
        var waiting = Enumerable.Range(0, 5).Select(_ => Ask(calls, Key("a"), () => gate.Task)).ToList();
        gate.SetException(new InvalidOperationException("down"));
        foreach (var task in waiting)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => task);
        }

        var hit = await Ask(calls, Key("a"), () => Task.FromResult(Response("back", ForAll)));
        Assert.Equal("back", Text(hit));
    }

    [Fact]
    public async Task A_maker_that_is_cancelled_hands_on_to_one_who_waits()
    {
        var calls = new CachedCalls(Cache());
        using var leader = new CancellationTokenSource();
        var made = 0;
        var first = calls.GetOrMakeAsync(
            Key("a"),
            static async (_, token) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return Response("never", Personal);
            },
            0,
            leader.Token).AsTask();
        var second = Ask(calls, Key("a"), () =>
        {
            made++;
            return Task.FromResult(Response("x", Personal));
        });
        await leader.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("x", Text(await second));
        Assert.Equal(1, made);
    }

    [Fact]
    public void A_hit_allocates_nothing()
    {
        var cache = Cache();
        var key = Key("a");
        cache.TryStore(key, Response("x", Personal), cache.PurgeEpoch);
        cache.TryGet(key, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            cache.TryGet(key, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private ResponseCache Cache(CacheOptions? options = null) => new(options ?? new CacheOptions(), _time);

    private static CacheKey Key(string partition) => CacheKey.Private(partition, "op"u8, "{}"u8);

    private static CachedResponse Response(string body, CachePolicy policy, params string[] tags) =>
        new(Encoding.UTF8.GetBytes(body), "application/json", policy, tags);

    private static string Text(CacheHit hit) => Encoding.UTF8.GetString(hit.Response.Body.Span);

    private static Task<CacheHit> Ask(CachedCalls calls, CacheKey key, Func<Task<CachedResponse>> make) =>
        calls.GetOrMakeAsync(
            key,
            static async (state, _) => await state(),
            make,
            TestContext.Current.CancellationToken).AsTask();
}
