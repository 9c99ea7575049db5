using Gateway.Common.Validation;

namespace Gateway.Common.Pipeline.Stages;

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
