using Gateway.Common.Validation;

namespace Gateway.Common.Pipeline.Stages;

/// <summary>What one request may cost, and whether its estimate is told.</summary>
/// <param name="Max">Past it the request is refused.</param>
/// <param name="Watched">Past it the request is counted; the same as <paramref name="Max"/> where that refuses.</param>
/// <param name="IsShown">Whether answers carry the estimate: in Development.</param>
internal sealed record CostLimit(double Max, double Watched, bool IsShown)
{
    /// <summary>Nothing is refused for its cost.</summary>
    public static CostLimit None { get; } = new(double.MaxValue, double.MaxValue, false);
}

/// <summary>
/// Estimates what the operation costs with this request's variables; the host's own documents cost nothing.
/// </summary>
internal sealed class CostStage(CostLimit limit, LimitLedger? ledger) : RequestStage
{
    private static readonly string[] WarnedCodes = [ValidationCodes.CostLimitExceeded];

    private static readonly RequestError Refusal = RequestError.Of(
        ValidationCodes.CostLimitExceeded, 400, "The operation costs more than one request may.");

    public override string Name => "cost";

    public override ValueTask<GatewayReply?> RunAsync(RequestState state, CancellationToken cancellationToken)
    {
        if (state.Operation!.Cost is not { } cost)
        {
            return default;
        }

        var estimate = cost.Evaluate(state.Variables);
        state.CostEstimate = limit.IsShown ? estimate : null;
        if (estimate > limit.Max)
        {
            ledger?.CountRefused(Refusal);
            return new(GatewayReply.Refused(Refusal));
        }

        if (estimate > limit.Watched)
        {
            ledger?.CountWarned(WarnedCodes, state.Request.CorrelationId);
        }

        return default;
    }
}
