using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Pipeline;

/// <summary>
/// What clients are told of a wrong document outside Development: code and place, no word of the schema.
/// </summary>
/// <remarks>The whole text is in the log under the correlation id; see <see cref="RefusalLog"/>.</remarks>
internal static class MaskedError
{
    private const string DocumentUnreadable = "The document is not valid GraphQL.";
    private const string DocumentInvalid = "The document is not valid for this host.";
    private const string LimitPassed = "The request is larger than this host allows.";
    private const string VariablesInvalid = "The variables are not valid for this operation.";

    private static readonly HashSet<string> Harmless =
    [
        RequestErrorCodes.OperationUnknown,
        RequestErrorCodes.SubscriptionNotSupported,
        VariableError.VariablesMalformed,
    ];

    /// <summary>The error as this request's client is told it.</summary>
    /// <remarks>Who may run a trusted document may know what is wrong with it.</remarks>
    public static RequestError Tell(RequestError error, RequestState state, PipelineParts parts)
    {
        if (!parts.MasksRefusals || state.IsTrusted)
        {
            return error;
        }

        RefusalLog.Write(parts.Logger, error, state.Request.CorrelationId);
        return Of(error);
    }

    private static RequestError Of(RequestError error) =>
        error with { Errors = [.. error.Errors.Select(static entry => entry with { Message = MessageOf(entry) })] };

    private static string MessageOf(RequestErrorEntry entry) => entry.Code switch
    {
        _ when Harmless.Contains(entry.Code) => entry.Message,
        SyntaxCodes.ParseFailed => DocumentUnreadable,
        _ when LimitLedger.IsLimit(entry.Code) => LimitPassed,
        VariableError.VariableInvalid => VariablesInvalid,
        _ => DocumentInvalid,
    };
}
