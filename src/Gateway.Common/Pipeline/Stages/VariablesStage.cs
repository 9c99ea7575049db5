using Gateway.Common.Schema;

namespace Gateway.Common.Pipeline.Stages;

/// <summary>Coerces the request's variables to the operation's definitions.</summary>
internal sealed class VariablesStage(PipelineParts parts) : RequestStage
{
    private static readonly RequestError NotExpected = RequestError.Of(
        RequestErrorCodes.UploadNotExpected, 400, "A file stands where the operation asks for no Upload.");

    public override string Name => "variables";

    public override ValueTask<GatewayReply?> RunAsync(RequestState state, CancellationToken cancellationToken)
    {
        if (state.Request.Files is { } files && !UploadPlaces.AreExpected(state.Operation!.Variables, files))
        {
            return new(GatewayReply.Refused(NotExpected));
        }

        if (VariableCoercion.TryCoerce(
            state.Operation!.Variables, state.Request.Variables.Span, out var values, out var errors,
            parts.VariableLimits))
        {
            state.Variables = values;
            if (FindNullCondition(state) is { } index)
            {
                return new(Refuse(state, NullCondition(state, index)));
            }

            if (parts.WatchedVariables is { } watched)
            {
                Watch(state, watched);
            }

            return default;
        }

        return new(Refuse(state, [.. errors]));
    }

    private GatewayReply Refuse(RequestState state, params VariableError[] errors)
    {
        var error = new RequestError(errors[0].Code, 400, [.. errors.Select(error => new RequestErrorEntry(
            error.Code, error.Message, [LocationOf(state, error)])
        {
            Variable = error.Path.Length == 0 ? null : error.Path,
        })]);
        parts.Ledger?.CountRefused(error);
        return GatewayReply.Refused(MaskedError.Tell(error, state, parts));
    }

    /// <summary>
    /// A nullable variable with a default may stand for the non-null argument of <c>@skip</c> and <c>@include</c>, but
    /// not be given as null.
    /// </summary>
    /// <remarks>Source: GraphQL §5.8.5, §6.4.1.</remarks>
    private static int? FindNullCondition(RequestState state)
    {
        var conditions = state.Operation!.Plan.Plan.Variables.Conditions;
        if (conditions.Count == 0)
        {
            return null;
        }

        foreach (var index in conditions)
        {
            if (state.Variables.IsNull(index))
            {
                return index;
            }
        }

        return null;
    }

    private static VariableError NullCondition(RequestState state, int index)
    {
        var variable = state.Operation!.Variables[index];
        return new VariableError(
            VariableError.VariableInvalid, variable, $"${variable.Name}",
            $"${variable.Name} decides what is answered: it may not be null.");
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

    private static (int Line, int Column) LocationOf(RequestState state, VariableError error)
    {
        var place = Language.SourceLocation.Of(
            state.Document.Span, error.Variable?.Syntax.Span.Start ?? state.Operation!.Start);
        return (place.Line, place.Column);
    }
}
