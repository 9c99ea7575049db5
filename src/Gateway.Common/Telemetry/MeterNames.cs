namespace Gateway.Common.Telemetry;

/// <summary>Names of the meter, its instruments and their tags.</summary>
internal static class MeterNames
{
    /// <summary>The gateway's one meter.</summary>
    public const string Meter = "Gateway";

    /// <summary>Counter: requests that passed a limit, once for each limit.</summary>
    public const string LimitExceeded = "gateway.limit.exceeded";

    /// <summary>Tag: the limit's code.</summary>
    public const string Code = "code";

    /// <summary>Tag: <c>refused</c> or <c>warned</c>.</summary>
    public const string Outcome = "outcome";
}
