using System.Globalization;
using System.Text;

namespace Gateway.Common.Policies.RateLimiting;

/// <summary>Writes the values of the rate limit response fields.</summary>
/// <remarks>
/// Source: draft-ietf-httpapi-ratelimit-headers-11 (structured fields); RFC 9110 §10.2.3 for Retry-After.
/// </remarks>
internal static class RateLimitHeaders
{
    public const string RateLimitName = "RateLimit";
    public const string RateLimitPolicyName = "RateLimit-Policy";
    public const string RetryAfterName = "Retry-After";

    /// <summary>
    /// The value of <c>RateLimit-Policy</c>, such as <c>"partner";q=100;w=60</c>; fixed per policy, so keep it.
    /// </summary>
    public static string FormatPolicy(RateLimiter limiter) => string.Create(
        CultureInfo.InvariantCulture,
        $"{QuoteName(limiter.Name)};q={limiter.Policy.EffectiveBurst};w={RefillSeconds(limiter.Policy)}");

    /// <summary>The value of <c>RateLimit</c>, such as <c>"partner";r=42;t=35</c>.</summary>
    public static string FormatLimit(RateLimiter limiter, in RateLimitDecision decision) => string.Create(
        CultureInfo.InvariantCulture,
        $"{QuoteName(limiter.Name)};r={decision.Remaining};t={WholeSeconds(decision.ResetAfter)}");

    /// <summary>Whole seconds, at least 1; null when waiting does not help or the call was allowed.</summary>
    public static string? FormatRetryAfter(in RateLimitDecision decision) =>
        decision.Outcome == RateLimitOutcome.Exhausted
            ? Math.Max(1, WholeSeconds(decision.RetryAfter)).ToString(CultureInfo.InvariantCulture)
            : null;

    /// <summary>The time in which the whole quota comes back: the window when burst and permits are equal.</summary>
    private static long RefillSeconds(RateLimitPolicy policy) =>
        WholeSeconds(
            TimeSpan.FromTicks((long)(policy.Window.Ticks * ((double)policy.EffectiveBurst / policy.Permits))));

    private static long WholeSeconds(TimeSpan time) =>
        (time.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;

    /// <summary>RFC 9651 §3.3.3: a string holds visible ASCII; anything else becomes an underscore.</summary>
    private static string QuoteName(string name)
    {
        var quoted = new StringBuilder(name.Length + 2).Append('"');
        foreach (var c in name)
        {
            quoted.Append(c is >= ' ' and <= '~' and not ('"' or '\\') ? c : '_');
        }

        return quoted.Append('"').ToString();
    }
}
