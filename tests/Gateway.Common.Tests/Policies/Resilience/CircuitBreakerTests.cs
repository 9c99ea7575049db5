using Gateway.Common.Policies.Resilience;
using Gateway.Testing;

namespace Gateway.Common.Tests.Policies.Resilience;

public sealed class CircuitBreakerTests
{
    private readonly ManualTimeProvider _time = new();

    private CircuitBreaker Breaker(int callsMin = 10, double ratio = 0.5, int probes = 2) => new(
        new BreakerOptions { CallsMin = callsMin, FailureRatio = ratio, Probes = probes }, _time);

    [Theory]
    [InlineData("fffffffff", CircuitState.Closed)]
    [InlineData("ffffffffff", CircuitState.Open)]
    [InlineData("sssssfffff", CircuitState.Open)]
    [InlineData("ssssssffff", CircuitState.Closed)]
    [InlineData("ssssssfffff", CircuitState.Closed)]
    [InlineData("ssssssffffff", CircuitState.Open)]
    [InlineData("nnnnnnnnnnnnffff", CircuitState.Closed)]
    internal void It_opens_at_the_ratio_once_there_are_enough_calls(string calls, CircuitState expected)
    {
        var breaker = Breaker();
        Play(breaker, calls);
        Assert.Equal(expected, breaker.State);
    }

    [Fact]
    public void Failures_older_than_the_window_are_forgotten()
    {
        var breaker = Breaker();
        Play(breaker, "fffffffff");
        _time.Advance(TimeSpan.FromSeconds(10));
        Play(breaker, "fffffffff");
        Assert.Equal(CircuitState.Closed, breaker.State);
        Play(breaker, "f");
        Assert.Equal(CircuitState.Open, breaker.State);
    }

    [Fact]
    public void Half_open_lets_only_the_probes_through()
    {
        var breaker = Opened();
        Assert.True(breaker.TryEnter(out var first, out _));
        Assert.True(breaker.TryEnter(out var second, out _));
        Assert.False(breaker.TryEnter(out _, out _));
        breaker.Leave(first, CircuitSignal.Success);
        Assert.False(breaker.TryEnter(out _, out _));
        breaker.Leave(second, CircuitSignal.Success);
        Assert.Equal(CircuitState.Closed, breaker.State);
    }

    [Fact]
    public void A_failed_probe_opens_again_for_the_whole_time()
    {
        var breaker = Opened();
        Play(breaker, "sf");
        Assert.Equal(CircuitState.Open, breaker.State);
        Assert.False(breaker.TryEnter(out _, out var retryAfter));
        Assert.Equal(TimeSpan.FromSeconds(5), retryAfter);
    }

    [Fact]
    public void A_probe_whose_caller_gave_up_makes_room_for_another()
    {
        var breaker = Opened();
        Play(breaker, "nnnnnnss");
        Assert.Equal(CircuitState.Closed, breaker.State);
    }

    [Fact]
    public void A_call_from_before_the_opening_does_not_count_after_it()
    {
        var breaker = Breaker();
        Assert.True(breaker.TryEnter(out var slow, out _));
        Play(breaker, "ffffffffff");
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(breaker.TryEnter(out _, out _));
        breaker.Leave(slow, CircuitSignal.Failure);
        Assert.Equal(CircuitState.HalfOpen, breaker.State);
    }

    private CircuitBreaker Opened()
    {
        var breaker = Breaker();
        Play(breaker, "ffffffffff");
        _time.Advance(TimeSpan.FromSeconds(5));
        return breaker;
    }

    private static void Play(CircuitBreaker breaker, string calls)
    {
        foreach (var call in calls)
        {
            Assert.True(breaker.TryEnter(out var ticket, out _));
            breaker.Leave(ticket, call switch
            {
                's' => CircuitSignal.Success,
                'f' => CircuitSignal.Failure,
                _ => CircuitSignal.Neutral,
            });
        }
    }
}
