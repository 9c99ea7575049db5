using Gateway.Common.Configuration;
using Gateway.Common.Language;
using Gateway.Common.Pipeline;
using Gateway.Common.Schema;
using Gateway.Common.Validation;

namespace Gateway.Common.Hosting;

/// <summary>The limits of the settings as each module takes them.</summary>
internal static class HostLimits
{
    /// <remarks>Directives in one place are measured with the fields, so that they have a code of their own.</remarks>
    public static ParserOptions Parser(LimitsOptions limits) => new()
    {
        BytesMax = limits.BodyBytesMax,
        TokensMax = limits.TokensMax,
        DepthMax = limits.NestingMax,
        DirectivesMax = limits.DirectivesMax,
    };

    public static DocumentLimits Document(LimitsOptions limits) => new()
    {
        DepthMax = limits.DepthMax,
        AliasesMax = limits.AliasesMax,
        RootFieldsMax = limits.RootFieldsMax,
        DirectivesMax = limits.DirectivesMax,
        DirectivesPerLocationMax = limits.DirectivesPerLocationMax,
        FieldsMax = limits.FieldsMax,
    };

    /// <summary>Null where every limit refuses.</summary>
    public static WatchedLimits? Watched(LimitsOptions limits) =>
        limits.Warns ? new WatchedLimits(Parser(limits), Parser(limits.Admitted), Document(limits)) : null;

    public static VariableLimits Variables(LimitsOptions limits) => new()
    {
        BytesMax = limits.VariablesBytesMax,
        DepthMax = limits.VariablesDepthMax,
        ErrorsMax = limits.ErrorsMax,
    };

    public static CostLimit Cost(LimitsOptions limits, bool isShown) =>
        new(limits.Admitted.CostMax, limits.CostMax, isShown);
}
