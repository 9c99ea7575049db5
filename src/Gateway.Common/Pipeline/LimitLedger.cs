using System.Diagnostics.Metrics;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Telemetry;
using Gateway.Common.Validation;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Pipeline;

/// <summary>Counts the requests that pass a limit, refused or let on; logs those that are let on.</summary>
/// <remarks>Tags are from a closed set: nothing that a client sends makes a new one.</remarks>
internal sealed class LimitLedger(Meter meter, ILogger logger)
{
    private const string Refused = "refused";
    private const string Warned = "warned";

    private static readonly HashSet<string> LimitCodes =
    [
        RequestErrorCodes.BodyTooLarge,
        SyntaxCodes.DocumentTooLarge,
        SyntaxCodes.TokenLimitExceeded,
        ValidationCodes.NestingLimitExceeded,
        ValidationCodes.DepthLimitExceeded,
        ValidationCodes.AliasLimitExceeded,
        ValidationCodes.RootFieldLimitExceeded,
        ValidationCodes.DirectiveLimitExceeded,
        ValidationCodes.DirectiveLocationLimitExceeded,
        ValidationCodes.FieldLimitExceeded,
        ValidationCodes.CostLimitExceeded,
        ValidationCodes.SlicingArgumentInvalid,
        ValidationCodes.ValidationBudgetExceeded,
        ValidationCodes.IntrospectionTooDeep,
        VariableError.VariablesTooLarge,
        VariableError.VariablesTooDeep,
    ];

    private readonly Counter<long> _exceeded = meter.CreateCounter<long>(
        MeterNames.LimitExceeded, "{request}", "Requests that passed a limit, once for each limit.");

    /// <summary>Whether a code is that of a limit.</summary>
    public static bool IsLimit(string code) => LimitCodes.Contains(code);

    /// <summary>A request that is refused; codes that are no limit's count nothing.</summary>
    public void CountRefused(RequestError error)
    {
        foreach (var code in error.Errors.Select(static entry => entry.Code).Where(IsLimit).Distinct())
        {
            Add(code, Refused);
        }
    }

    /// <summary>A request that is let on though it passed these limits.</summary>
    public void CountWarned(IReadOnlyList<string> codes, string correlationId)
    {
        for (var index = 0; index < codes.Count; index++)
        {
            Add(codes[index], Warned);
            logger.LogWarning("Request {CorrelationId} passed {Code}, which only warns.", correlationId, codes[index]);
        }
    }

    private void Add(string code, string outcome) => _exceeded.Add(
        1,
        new KeyValuePair<string, object?>(MeterNames.Code, code),
        new KeyValuePair<string, object?>(MeterNames.Outcome, outcome));
}
