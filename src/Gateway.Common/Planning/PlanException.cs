namespace Gateway.Common.Planning;

/// <summary>No source can answer part of a valid operation.</summary>
internal sealed class PlanException(string message) : Exception(message)
{
    public const string Code = "PLAN_UNSATISFIABLE";
}
