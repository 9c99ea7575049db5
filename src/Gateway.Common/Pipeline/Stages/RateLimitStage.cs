using Gateway.Common.Policies.RateLimiting;

namespace Gateway.Common.Pipeline.Stages;

/// <summary>Counts the request against its client's limit: the identity, or the address where there is none.</summary>
internal sealed class RateLimitStage(RateLimiter? limiter) : RequestStage
{
    private const int RequestCost = 1;

    private static readonly RequestError Refusal =
        RequestError.Of(RequestErrorCodes.RateLimited, 429, "Too many requests; see Retry-After.");

    public override string Name => "rate limit";

    public override ValueTask<GatewayReply?> RunAsync(RequestState state, CancellationToken cancellationToken)
    {
        if (limiter is null)
        {
            return default;
        }

        var decision = limiter.TryAcquire(state.Request.LimitKey, RequestCost);
        state.RateLimit = decision;
        return new(decision.IsAllowed ? null : GatewayReply.Refused(Refusal));
    }
}
