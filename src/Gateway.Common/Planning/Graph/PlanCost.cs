namespace Gateway.Common.Planning.Graph;

/// <summary>
/// What a plan costs: first how long its chain of calls is, then how many calls, then how much they ask for.
/// </summary>
internal readonly record struct PlanCost(int Depth, int Fetches, int Fields) : IComparable<PlanCost>
{
    public int CompareTo(PlanCost other) =>
        (Depth, Fetches, Fields).CompareTo((other.Depth, other.Fetches, other.Fields));
}
