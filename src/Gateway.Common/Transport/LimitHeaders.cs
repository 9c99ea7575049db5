using Gateway.Common.Policies.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>Tells clients what a limit leaves them.</summary>
internal sealed class LimitHeaders(RateLimiter limiter)
{
    private readonly string _policy = RateLimitHeaders.FormatPolicy(limiter);

    public void Set(HttpResponse response, in RateLimitDecision decision)
    {
        response.Headers[RateLimitHeaders.RateLimitPolicyName] = _policy;
        response.Headers[RateLimitHeaders.RateLimitName] = RateLimitHeaders.FormatLimit(limiter, decision);
        if (RateLimitHeaders.FormatRetryAfter(decision) is { } retryAfter)
        {
            response.Headers.RetryAfter = retryAfter;
        }
    }
}
