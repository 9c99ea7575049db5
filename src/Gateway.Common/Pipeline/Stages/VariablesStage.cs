using Gateway.Common.Schema;

namespace Gateway.Common.Pipeline.Stages;

/// <summary>Coerces the request's variables to the operation's definitions.</summary>
internal sealed class VariablesStage(VariableLimits limits) : RequestStage
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
            state.Operation!.Variables, state.Request.Variables.Span, out var values, out var errors, limits))
        {
            state.Variables = values;
            return default;
        }

        return new(GatewayReply.Refused(new RequestError(errors[0].Code, 400, [.. errors.Select(error =>
            new RequestErrorEntry(error.Code, error.Message, [LocationOf(state, error)]))])));
    }

    private static (int Line, int Column) LocationOf(RequestState state, VariableError error)
    {
        var place = Language.SourceLocation.Of(
            state.Document.Span, error.Variable?.Syntax.Span.Start ?? state.Operation!.Operation.Span.Start);
        return (place.Line, place.Column);
    }
}
