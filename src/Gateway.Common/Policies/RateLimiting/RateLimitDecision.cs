namespace Gateway.Common.Policies.RateLimiting;

internal enum RateLimitOutcome
{
    Allowed,

    /// <summary>The bucket is short of tokens now; see <see cref="RateLimitDecision.RetryAfter"/>.</summary>
    Exhausted,

    /// <summary>The cost is above the burst: no waiting helps, so there is no retry time.</summary>
    CostAboveBurst,
}

/// <summary>The answer to one acquisition, with all that the response headers say.</summary>
/// <param name="Outcome">Whether the cost was taken; nothing is taken unless allowed.</param>
/// <param name="Limit">The burst: tokens in a full bucket.</param>
/// <param name="Remaining">Whole tokens left after this decision.</param>
/// <param name="ResetAfter">Time until the bucket is full again.</param>
/// <param name="RetryAfter">Time until the same cost would be allowed; zero unless exhausted.</param>
internal readonly record struct RateLimitDecision(
    RateLimitOutcome Outcome,
    long Limit,
    long Remaining,
    TimeSpan ResetAfter,
    TimeSpan RetryAfter)
{
    /// <summary>Error code of a refused call; answered with status 429.</summary>
    public const string Code = "RATE_LIMITED";

    public bool IsAllowed => Outcome == RateLimitOutcome.Allowed;
}
