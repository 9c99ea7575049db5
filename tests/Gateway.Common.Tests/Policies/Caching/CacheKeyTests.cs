using Gateway.Common.Policies.Caching;

namespace Gateway.Common.Tests.Policies.Caching;

public sealed class CacheKeyTests
{
    [Fact]
    public void Keys_are_equal_only_when_every_part_is()
    {
        CacheKey[] keys =
        [
            CacheKey.Private("alice", "op"u8, "{}"u8),
            CacheKey.Private("bob", "op"u8, "{}"u8),
            CacheKey.Private("aliceop", ""u8, "{}"u8),
            CacheKey.Private("alice", "op2"u8, "{}"u8),
            CacheKey.Private("alice", "op"u8, "{ }"u8),
            CacheKey.Private("alice", "op"u8, "{}"u8, ""),
            CacheKey.Private("alice", "op"u8, "{}"u8, "de"),
            CacheKey.Private("alice", "op"u8, "{}"u8, "d", "e"),
            CacheKey.Private("alice", "op"u8, "{}"u8, "e", "d"),
            CacheKey.Private("alice", "op{}"u8, ""u8),
            CacheKey.Public("op"u8, "{}"u8),
            CacheKey.Public("op"u8, "{}"u8, "alice"),
        ];
        for (var i = 0; i < keys.Length; i++)
        {
            for (var j = 0; j < keys.Length; j++)
            {
                Assert.Equal(i == j, keys[i].Equals(keys[j]));
            }
        }

        Assert.Equal(CacheKey.Private("alice", "op"u8, "{}"u8, "de"), keys[6]);
        Assert.Equal(CacheKey.Private("alice", "op"u8, "{}"u8, "de").GetHashCode(), keys[6].GetHashCode());
    }

    [Fact]
    public void A_private_key_without_a_partition_is_refused() =>
        Assert.Throws<ArgumentException>(() => CacheKey.Private(string.Empty, "op"u8, "{}"u8));
}
