using System.Diagnostics;
using Gateway.Common.Telemetry;

namespace Gateway.Common.Tests.Telemetry;

/// <summary>Which traces are continued, and as what. Source: W3C Trace Context §3.2, §3.3.</summary>
public sealed class TraceContextTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Span = "b7ad6b7169203331";

    /// <summary>The parent, its state; the flags and the state told on, or null where a new trace begins.</summary>
    [Theory]
    [InlineData($"00-{Trace}-{Span}-01", "a=1", "01", "a=1")]
    [InlineData($"00-{Trace}-{Span}-00", null, "00", null)]
    [InlineData($"00-{Trace}-{Span}-ff", null, "03", null)]
    [InlineData($"01-{Trace}-{Span}-01", "a=1", "01", "a=1")]
    [InlineData($"fe-{Trace}-{Span}-01-any", null, "01", null)]
    [InlineData($"fe-{Trace}-{Span}-01any", null, null, null)]
    [InlineData($"00-{Trace}-{Span}-01-", null, null, null)]
    [InlineData($"ff-{Trace}-{Span}-01", null, null, null)]
    [InlineData($"00-{Trace}-{Span}-0", null, null, null)]
    [InlineData($"00-{Trace}-{Span}-0A", null, null, null)]
    [InlineData($"00_{Trace}_{Span}_01", null, null, null)]
    [InlineData($"0g-{Trace}-{Span}-01", null, null, null)]
    [InlineData($"00-0AF7651916CD43DD8448EB211C80319C-{Span}-01", null, null, null)]
    [InlineData($"00-00000000000000000000000000000000-{Span}-01", null, null, null)]
    [InlineData($"00-{Trace}-0000000000000000-01", null, null, null)]
    [InlineData("", "a=1", null, null)]
    [InlineData(null, "a=1", null, null)]
    [InlineData($"00-{Trace}-{Span}-01", "", "01", null)]
    [InlineData($"00-{Trace}-{Span}-01", "a=\n1", "01", null)]
    public void A_valid_parent_is_continued_and_any_other_begins_a_trace(
        string? parent, string? state, string? flags, string? expectedState)
    {
        var context = TraceContext.Of(parent, state, server: null);

        Assert.Equal(flags is not null, context.TraceId == Trace);
        Assert.Matches($"^00-{context.TraceId}-(?!{Span})[0-9a-f]{{16}}-{flags ?? "00"}$", context.Parent);
        Assert.Equal(expectedState, context.State);
        Assert.Equal(context.Parent, context.Parent);
    }

    [Fact]
    public void A_state_longer_than_allowed_is_dropped()
    {
        var parent = $"00-{Trace}-{Span}-01";

        Assert.NotNull(TraceContext.Of(parent, new string('a', TraceContext.StateCharactersMax), null).State);
        Assert.Null(TraceContext.Of(parent, new string('a', TraceContext.StateCharactersMax + 1), null).State);
    }

    [Fact]
    public void The_servers_own_activity_is_the_parent_of_calls()
    {
        using var continued = new Activity("request").SetParentId($"00-{Trace}-{Span}-01").Start();
        using var begun = new Activity("another").SetParentId("").Start();

        Assert.Equal(
            $"00-{Trace}-{continued.SpanId}-01", TraceContext.Of($"00-{Trace}-{Span}-01", null, continued).Parent);
        Assert.Equal(
            begun.TraceId.ToHexString(), TraceContext.Of(null, null, begun).TraceId);
    }

    [Fact]
    public void New_traces_differ() =>
        Assert.NotEqual(TraceContext.Of(null, null, null).TraceId, TraceContext.Of(null, null, null).TraceId);
}
