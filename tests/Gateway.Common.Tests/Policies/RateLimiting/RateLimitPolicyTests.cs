using Gateway.Common.Policies.RateLimiting;

namespace Gateway.Common.Tests.Policies.RateLimiting;

public sealed class RateLimitPolicyTests
{
    public static TheoryData<string, int, double, int?, int> Unsafe => new()
    {
        { "Permits", 0, 60, null, 100 },
        { "Permits", -5, 60, null, 100 },
        { "Permits", 2_000_000, 1, null, 100 },
        { "Window", 10, 0, null, 100 },
        { "Window", 10, 0.5, null, 100 },
        { "Window", 10, 90_000, null, 100 },
        { "Burst", 10, 60, 0, 100 },
        { "Burst", 1, 86_400, 1_000_000, 100 },
        { "PartitionsMax", 10, 60, null, 0 },
        { "PartitionsMax", 10, 60, null, int.MaxValue },
    };

    [Theory]
    [MemberData(nameof(Unsafe))]
    public void Unsafe_values_are_refused_with_their_path(
        string key, int permits, double seconds, int? burst, int partitionsMax)
    {
        var policy = new RateLimitPolicy
        {
            Permits = permits,
            Window = TimeSpan.FromSeconds(seconds),
            Burst = burst,
            PartitionsMax = partitionsMax,
        };
        Assert.Contains(policy.Validate("Gateway:Limits:web"), problem => problem.Path == $"Gateway:Limits:web:{key}");
    }

    [Fact]
    public void The_defaults_are_sound() => Assert.Empty(new RateLimitPolicy().Validate("x"));
}
