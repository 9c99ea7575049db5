using Gateway.Common.Results;

namespace Gateway.Common.Planning.Selections;

/// <summary>When a field is asked for, that stands at several places.</summary>
internal static class FieldConditions
{
    /// <summary>What holds whenever one of two does: the weaker of them where there is one, else always.</summary>
    /// <returns>Null: always.</returns>
    public static IReadOnlyList<FetchCondition>? Either(
        IReadOnlyList<FetchCondition>? left, IReadOnlyList<FetchCondition>? right)
    {
        if (left is null || right is null || left.Count == 0 || right.Count == 0)
        {
            return null;
        }

        return left.All(right.Contains) ? left : right.All(left.Contains) ? right : null;
    }

    /// <summary>Both have to hold; each condition once.</summary>
    /// <returns>Null: always.</returns>
    public static IReadOnlyList<FetchCondition>? Both(
        IReadOnlyList<FetchCondition>? outer, IReadOnlyList<FetchCondition>? inner) =>
        outer is null or [] ? inner : inner is null or [] ? outer : [.. outer.Union(inner)];

    /// <summary>What is left to be told of conditions where some are told already.</summary>
    public static IReadOnlyList<FetchCondition> Beyond(
        IReadOnlyList<FetchCondition>? told, IReadOnlyList<FetchCondition>? conditions) =>
        conditions is null or [] ? [] : told is null or [] ? conditions : [.. conditions.Except(told)];
}
