using Gateway.Common.Policies.RateLimiting;
using Gateway.Testing;

namespace Gateway.Common.Tests.Policies.RateLimiting;

public sealed class RateLimitHeadersTests
{
    [Theory]
    [InlineData("partner", 100, 60, null, "\"partner\";q=100;w=60")]
    [InlineData("burst\"y\\\n", 10, 1, 50, "\"burst_y__\";q=50;w=5")]
    public void The_policy_is_written_as_a_structured_field(
        string name, int permits, int seconds, int? burst, string expected)
    {
        var policy = new RateLimitPolicy { Permits = permits, Window = TimeSpan.FromSeconds(seconds), Burst = burst };
        Assert.Equal(expected, RateLimitHeaders.FormatPolicy(new RateLimiter(name, policy, new ManualTimeProvider())));
    }

    [Fact]
    public void The_limit_says_what_is_left_and_when_it_is_back()
    {
        var limiter = new RateLimiter("p", new RateLimitPolicy { Permits = 4 }, new ManualTimeProvider());
        var allowed = limiter.TryAcquire("a", 3);
        Assert.Equal("\"p\";r=1;t=45", RateLimitHeaders.FormatLimit(limiter, allowed));
        Assert.Null(RateLimitHeaders.FormatRetryAfter(allowed));

        var refused = limiter.TryAcquire("a", 2);
        Assert.Equal("\"p\";r=1;t=45", RateLimitHeaders.FormatLimit(limiter, refused));
        Assert.Equal("15", RateLimitHeaders.FormatRetryAfter(refused));
        Assert.Null(RateLimitHeaders.FormatRetryAfter(limiter.TryAcquire("a", 99)));
    }
}
