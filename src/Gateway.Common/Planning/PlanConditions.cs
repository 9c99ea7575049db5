using Gateway.Common.Results;

namespace Gateway.Common.Planning;

/// <summary><c>@skip</c> and <c>@include</c> of a plan as text.</summary>
internal static class PlanConditions
{
    /// <summary>As the client wrote them: <c>@include(if: $a) @skip(if: $b)</c>.</summary>
    public static string Of(IEnumerable<FetchCondition> conditions, OperationVariables variables) => string.Join(
        ' ',
        conditions.Select(condition =>
            $"@{(condition.Include ? "include" : "skip")}(if: ${variables.All[condition.Variable].Name})"));

    /// <summary>Alternatives of which one has to hold; empty for what is always asked.</summary>
    public static string Of(FetchCondition[][] alternatives, OperationVariables variables) =>
        string.Join(" or ", alternatives.Select(conditions => Of(conditions, variables)));
}
