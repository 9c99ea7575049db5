using Gateway.Common.Primitives;

namespace Gateway.Common.Tests.Primitives;

public sealed class ClockCacheTests
{
    [Fact]
    public void What_is_used_stays_and_the_bound_on_entries_holds()
    {
        var cache = new ClockCache<int, string>(4, 1_000);
        cache.GetOrAdd(0, "kept");
        for (var key = 1; key < 100; key++)
        {
            Assert.True(cache.TryGet(0, out var kept));
            Assert.Equal("kept", kept);
            cache.GetOrAdd(key, "new");
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
}
