namespace Gateway.Common.Results;

/// <summary><c>@include</c> (<paramref name="Include"/> true) or <c>@skip</c> by a Boolean variable.</summary>
/// <param name="Variable">Index among the operation's variables.</param>
/// <remarks>Source: GraphQL §3.13.1, §3.13.2.</remarks>
internal readonly record struct FetchCondition(int Variable, bool Include)
{
    /// <param name="conditions">All have to hold.</param>
    /// <param name="flags">For each of the operation's variables whether it is <c>true</c>.</param>
    public static bool AllHold(ReadOnlySpan<FetchCondition> conditions, ReadOnlySpan<bool> flags)
    {
        foreach (var condition in conditions)
        {
            if (flags[condition.Variable] != condition.Include)
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="alternatives">All of one have to hold.</param>
    /// <param name="flags">For each of the operation's variables whether it is <c>true</c>.</param>
    public static bool AnyHolds(FetchCondition[][] alternatives, ReadOnlySpan<bool> flags)
    {
        foreach (var alternative in alternatives)
        {
            if (AllHold(alternative, flags))
            {
                return true;
            }
        }

        return alternatives.Length == 0;
    }
}
