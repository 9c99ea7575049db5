using System.Text;
using Gateway.Common.Policies.Caching;

namespace Gateway.Common.Tests.Policies.Caching;

public sealed class CachePolicyTests
{
    [Theory]
    [InlineData("public, max-age=60", "public, max-age=60")]
    [InlineData("max-age=60", "private, max-age=60")]
    [InlineData("s-maxage=10, max-age=60", "public, max-age=10")]
    [InlineData("S-MAXAGE=\"10\"", "public, max-age=10")]
    [InlineData("s-maxage=10, private", "private, max-age=10")]
    [InlineData("public,max-age=60,max-age=5", "public, max-age=5")]
    [InlineData("private=\"a, public\", max-age=60", "private, max-age=60")]
    [InlineData("x=\"public\", max-age=60", "private, max-age=60")]
    [InlineData("x=\"\\\", public\", max-age=60", "private, max-age=60")]
    [InlineData("public", "no-store, private")]
    [InlineData("", "no-store, private")]
    [InlineData("public, max-age=60, no-store", "no-store, private")]
    [InlineData("public, max-age=60, No-Cache", "no-store, private")]
    [InlineData("public, max-age=0", "no-store, private")]
    [InlineData("public, max-age=-1", "no-store, private")]
    [InlineData("public, max-age=1e3", "no-store, private")]
    [InlineData("public, max-age", "no-store, private")]
    [InlineData("public, max-age=60, max-age=x", "no-store, private")]
    [InlineData("public, s-maxage=x, max-age=60", "no-store, private")]
    [InlineData("public, max-age=99999999999", "public, max-age=2147483647")]
    [InlineData(",,, public ,, max-age = 60 ,", "public, max-age=60")]
    [InlineData("\"unclosed, public, max-age=60", "no-store, private")]
    public void A_field_is_read_as_what_a_shared_cache_may_do(string field, string expected) =>
        Assert.Equal(expected, CacheControl.Parse(field).ToHeaderValue());

    [Fact]
    public void A_merge_takes_the_shorter_life_and_private_wins()
    {
        var minute = new CachePolicy(TimeSpan.FromMinutes(1), CacheScope.Public);
        var hourPrivate = new CachePolicy(TimeSpan.FromHours(1), CacheScope.Private);
        Assert.Equal(new CachePolicy(TimeSpan.FromMinutes(1), CacheScope.Private), minute.Merge(hourPrivate));
        Assert.Equal(minute, CachePolicy.Widest.Merge(minute));
        Assert.False(minute.Merge(CachePolicy.NoStore).IsStorable);
        Assert.False(default(CachePolicy).IsStorable);
    }

    [Theory]
    [InlineData("{0}", true)]
    [InlineData("W/{0}", true)]
    [InlineData("\"other\", {0}", true)]
    [InlineData("*", true)]
    [InlineData("\"other\"", false)]
    [InlineData("", false)]
    public void An_entity_tag_answers_if_none_match(string field, bool expected)
    {
        var tag = EntityTag.Of("body"u8);
        Assert.Matches("^\"[A-Za-z0-9_-]{22}\"$", tag.Value);
        Assert.Equal(expected, tag.IsMatchedBy(string.Format(null, CompositeFormat.Parse(field), tag.Value)));
        Assert.NotEqual(tag, EntityTag.Of("Body"u8));
        Assert.False(default(EntityTag).IsMatchedBy("*"));
    }

    [Fact]
    public void Unsafe_bounds_are_refused_with_their_path()
    {
        var options = new CacheOptions { BytesMax = 1, EntriesMax = 0, EntryBytesMax = 0, LifetimeMax = TimeSpan.Zero };
        Assert.Equal(
            ["c:BytesMax", "c:EntriesMax", "c:EntryBytesMax", "c:LifetimeMax"],
            options.Validate("c").Select(problem => problem.Path));
        Assert.Empty(new CacheOptions().Validate("c"));
    }
}
