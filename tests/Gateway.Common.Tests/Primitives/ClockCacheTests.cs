using Gateway.Common.Primitives;

namespace Gateway.Common.Tests.Primitives;

public sealed class ClockCacheTests
{
    [Fact]
    public void What_is_used_stays_and_the_bound_on_entries_holds()
    {
        var cache = new ClockCache<int, string>(4, 1_000);
        cache.GetOrAdd(0, "kept");
        cache.Weigh(0, 1);
        for (var key = 1; key < 100; key++)
        {
            Assert.True(cache.TryGet(0, out var kept));
            Assert.Equal("kept", kept);
            cache.GetOrAdd(key, "new");
            cache.Weigh(key, 1);
            Assert.InRange(cache.Count, 1, 4);
        }
    }

    [Fact]
    public void The_bound_on_bytes_holds()
    {
        var cache = new ClockCache<int, string>(1_000, 1_000);
        for (var key = 0; key < 100; key++)
        {
            cache.GetOrAdd(key, "");
            cache.Weigh(key, 100);
            Assert.InRange(cache.Bytes, 0, 1_000);
        }

        Assert.Equal((10, 1_000), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void What_weighs_more_than_its_share_is_not_kept_and_pushes_nobody_out()
    {
        var cache = new ClockCache<int, string>(1_000, 1_000);
        cache.GetOrAdd(1, "small");
        cache.Weigh(1, 100);
        cache.GetOrAdd(2, "large");
        cache.Weigh(2, 126);

        Assert.True(cache.TryGet(1, out _));
        Assert.False(cache.TryGet(2, out _));
        Assert.Equal(100, cache.Bytes);
    }

    [Fact]
    public void The_first_that_is_added_under_a_key_is_kept_and_weighed_once()
    {
        var cache = new ClockCache<int, string>(10, 1_000);

        Assert.Equal("first", cache.GetOrAdd(1, "first"));
        cache.Weigh(1, 50);
        Assert.Equal("first", cache.GetOrAdd(1, "second"));
        cache.Weigh(1, 70);
        cache.Weigh(2, 10);

        Assert.Equal((1, 70), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void What_comes_once_fills_a_quarter_of_the_entries_and_is_kept_when_it_comes_again()
    {
        var cache = new ClockCache<int, string>(8, 1_000, new KeySights(64));
        for (var key = 0; key < 50; key++)
        {
            Add(cache, key);
        }

        Assert.Equal([true, true, false, false], Has(cache, [0, 1, 2, 49]));

        for (var key = 40; key < 50; key++)
        {
            Add(cache, key);
        }

        // Eight of the twelve, of which all were looked at or came again.
        Assert.True(cache.TryGet(49, out _));
        Assert.Equal((8, 80), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void What_comes_once_fills_a_quarter_of_the_bytes()
    {
        var cache = new ClockCache<int, string>(100, 1_000, new KeySights(64));
        for (var key = 0; key < 50; key++)
        {
            Add(cache, key, 100);
        }

        Assert.Equal([true, true, false, false], Has(cache, [0, 1, 2, 10]));
        Add(cache, 10, 100);
        Assert.Equal((true, 3, 300), (cache.TryGet(10, out _), cache.Count, cache.Bytes));
    }

    [Fact]
    public void What_is_known_to_come_again_is_kept_at_once_as_long_as_there_is_room()
    {
        var cache = new ClockCache<int, string>(100, 1_000, new KeySights(64));
        for (var key = 0; key < 50; key++)
        {
            cache.GetOrAdd(key, "");
            cache.Weigh(key, 100, isAwaited: true);
        }

        Assert.Equal((10, 1_000), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void What_others_ask_for_before_it_is_weighed_came_again()
    {
        var cache = new ClockCache<int, string>(1, 1_000, new KeySights(64));
        Add(cache, 0);

        cache.GetOrAdd(1, "shared");
        Assert.True(cache.TryGet(1, out _));
        cache.Weigh(1, 10);

        Assert.Equal([false, true], Has(cache, [0, 1]));
        Assert.Equal((1, 10), (cache.Count, cache.Bytes));
    }

    private static void Add(ClockCache<int, string> cache, int key, int bytes = 10)
    {
        cache.GetOrAdd(key, "");
        cache.Weigh(key, bytes);
    }

    private static bool[] Has(ClockCache<int, string> cache, int[] keys) =>
        [.. keys.Select(key => cache.TryGet(key, out _))];
}
