namespace Gateway.Common.Planning;

/// <summary>An operation is too large to plan.</summary>
internal sealed class PlanLimitException(string message) : Exception(message)
{
    public const string Code = "PLAN_LIMIT_EXCEEDED";
}
