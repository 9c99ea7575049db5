using Gateway.Common.Language;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Pipeline.Stages;

/// <summary>Prepares the operation, or finds it prepared; refuses what its method may not do.</summary>
internal sealed class OperationStage(LimitLedger? ledger, bool masksRefusals, ILogger logger) : RequestStage
{
    private static readonly RequestError ReadOnly =
        RequestError.Of(RequestErrorCodes.MutationNotAllowed, 405, "A mutation needs POST.");

    public override string Name => "operation";

    public override ValueTask<GatewayReply?> RunAsync(RequestState state, CancellationToken cancellationToken)
    {
        var request = state.Request;
        var (operation, error) = state.Snapshot.Operations.Get(state.Document, request.OperationName, state.IsTrusted);
        if (error is not null)
        {
            ledger?.CountRefused(error);
            return new(GatewayReply.Refused(Tell(error, state)));
        }

        ledger?.CountWarned(operation!.PassedLimits, request.CorrelationId);

        if (request.IsReadOnly && operation!.Operation.Operation != OperationType.Query)
        {
            return new(GatewayReply.Refused(ReadOnly));
        }

        state.Operation = operation;
        return default;
    }

    private RequestError Tell(RequestError error, RequestState state)
    {
        if (!masksRefusals || state.IsTrusted)
        {
            return error;
        }

        RefusalLog.Write(logger, error, state.Request.CorrelationId);
        return MaskedError.Of(error);
    }
}
