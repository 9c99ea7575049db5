using Gateway.Common.Policies.Resilience;

namespace Gateway.Common.Tests.Policies.Resilience;

public sealed class ResilienceOptionsTests
{
    [Fact]
    public void The_defaults_are_sound() => Assert.Empty(new ResilienceOptions().Validate("x"));

    [Fact]
    public void Every_value_out_of_range_is_named_with_its_path()
    {
        var options = new ResilienceOptions
        {
            TryTimeout = TimeSpan.Zero,
            Retry = new RetryOptions
            {
                TriesMax = 50,
                BackoffMax = TimeSpan.Zero,
                BudgetRatio = double.NaN,
                BudgetMax = 0,
            },
            Breaker = new BreakerOptions
            {
                FailureRatio = 0,
                CallsMin = 0,
                Window = TimeSpan.Zero,
                OpenFor = TimeSpan.FromDays(1),
                Probes = 0,
            },
            Concurrency = new ConcurrencyOptions { CallsMax = 0, QueueMax = -1 },
        };
        Assert.Equal(
            [
                "s:TryTimeout", "s:Retry:TriesMax", "s:Retry:BackoffMax", "s:Retry:BudgetRatio", "s:Retry:BudgetMax",
                "s:Breaker:FailureRatio", "s:Breaker:CallsMin", "s:Breaker:Window", "s:Breaker:OpenFor",
                "s:Breaker:Probes", "s:Concurrency:CallsMax", "s:Concurrency:QueueMax",
            ],
            options.Validate("s").Select(problem => problem.Path));
    }
}
