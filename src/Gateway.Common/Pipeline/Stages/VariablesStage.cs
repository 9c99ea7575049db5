using Gateway.Common.Schema;

namespace Gateway.Common.Pipeline.Stages;

/// <summary>Coerces the request's variables to the operation's definitions.</summary>
internal sealed class VariablesStage(PipelineParts parts) : RequestStage
{
    public override string Name => "variables";

    public override ValueTask<GatewayReply?> RunAsync(RequestState state, CancellationToken cancellationToken)
    {
        if (VariableCoercion.TryCoerce(
            state.Operation!.Variables, state.Request.Variables.Span, out var values, out var errors,
            parts.VariableLimits))
        {
            state.Variables = values;
            if (parts.WatchedVariables is { } watched)
            {
                Watch(state, watched);
            }

            return default;
        }

        var error = new RequestError(errors[0].Code, 400, [.. errors.Select(error => new RequestErrorEntry(
            error.Code, error.Message, [LocationOf(state, error)])
        {
            Variable = error.Path.Length == 0 ? null : error.Path,
        })]);
        parts.Ledger?.CountRefused(error);
        return new(GatewayReply.Refused(Tell(error, state)));
    }

    /// <summary>Only where a limit warns: coerces again, to see what the configured limits say.</summary>
    private void Watch(RequestState state, VariableLimits watched)
    {
        if (VariableCoercion.TryCoerce(
            state.Operation!.Variables, state.Request.Variables.Span, out var values, out var errors, watched))
        {
            values.Dispose();
            return;
        }

        parts.Ledger?.CountWarned(
            [.. errors.Select(static error => error.Code).Where(LimitLedger.IsLimit).Distinct()],
            state.Request.CorrelationId);
    }

    /// <summary>Who may run a trusted document may know what its variables are.</summary>
    private RequestError Tell(RequestError error, RequestState state)
    {
        if (!parts.MasksRefusals || state.IsTrusted)
        {
            return error;
        }

        RefusalLog.Write(parts.Logger, error, state.Request.CorrelationId);
        return MaskedError.Of(error);
    }

    private static (int Line, int Column) LocationOf(RequestState state, VariableError error)
    {
        var place = Language.SourceLocation.Of(
            state.Document.Span, error.Variable?.Syntax.Span.Start ?? state.Operation!.Operation.Span.Start);
        return (place.Line, place.Column);
    }
}
