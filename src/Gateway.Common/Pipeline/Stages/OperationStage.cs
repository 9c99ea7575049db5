using Gateway.Common.Language;

namespace Gateway.Common.Pipeline.Stages;

/// <summary>Prepares the operation, or finds it prepared; refuses what its method may not do.</summary>
internal sealed class OperationStage(PipelineParts parts) : RequestStage
{
    private static readonly RequestError ReadOnly =
        RequestError.Of(RequestErrorCodes.MutationNotAllowed, 405, "A mutation needs POST.");

    public override string Name => "operation";

    public override async ValueTask<GatewayReply?> RunAsync(RequestState state, CancellationToken cancellationToken)
    {
        var request = state.Request;
        var group = state.Snapshot.Shares.GroupOf(request);
        var (operation, error) = await state.Snapshot.Operations
            .GetAsync(state.Document, request.OperationName, state.IsTrusted, group, cancellationToken)
            .ConfigureAwait(false);
        if (error is not null)
        {
            parts.Ledger?.CountRefused(error);
            return GatewayReply.Refused(MaskedError.Tell(error, state, parts));
        }

        parts.Ledger?.CountWarned(operation!.PassedLimits, request.CorrelationId);

        if (request.IsReadOnly && operation!.Type != OperationType.Query)
        {
            return GatewayReply.Refused(ReadOnly);
        }

        if (state.RegistersDocument)
        {
            parts.PersistedQueries?.Register(request.DocumentId!, state.Document.Span, request.LimitKey);
        }

        state.Operation = operation;
        return null;
    }
}
