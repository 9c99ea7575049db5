using Gateway.Common.Results;

namespace Gateway.Common.Planning.Selections;

/// <summary>
/// One group in place of all that select the same: what is found out of it counts wherever it stands, as where a
/// fragment is spread at several places.
/// </summary>
/// <remarks>
/// Shape: groups come from the leaves up, so that what stands below two of them is equal where it is one object. Two
/// different groups of one hash are rare, and the second is not shared then.
/// </remarks>
internal sealed class SharedGroups
{
    private readonly Dictionary<int, SelectionGroup> _byHash = [];

    /// <summary>The first group that is equal to a group of which all is known.</summary>
    public SelectionGroup Share(SelectionGroup group)
    {
        var hash = HashOf(group);
        if (_byHash.TryGetValue(hash, out var known))
        {
            return AreEqual(known, group) ? known : group;
        }

        _byHash.Add(hash, group);
        return group;
    }

    private static int HashOf(SelectionGroup group)
    {
        var hash = default(HashCode);
        hash.Add(group.Type);
        foreach (var (parent, selection) in group)
        {
            hash.Add(parent);
            hash.Add(selection.Key);
            hash.Add(selection.Children);
        }

        return hash.ToHashCode();
    }

    private static bool AreEqual(SelectionGroup left, SelectionGroup right)
    {
        if (left.Type != right.Type || left.AsksTypeName != right.AsksTypeName || left.Items.Count != right.Items.Count
            || left.CommonTypes is not null || right.CommonTypes is not null)
        {
            return false;
        }

        for (var index = 0; index < left.Items.Count; index++)
        {
            var (parent, selection) = left.Items[index];
            var (otherParent, other) = right.Items[index];
            if (parent != otherParent || !AreEqual(selection, other))
            {
                return false;
            }
        }

        return true;
    }

    /// <remarks>The key tells the arguments.</remarks>
    private static bool AreEqual(Selection left, Selection right) =>
        left.Field == right.Field && left.Key == right.Key && left.Children == right.Children
        && AreEqual(left.Conditions, right.Conditions);

    private static bool AreEqual(IReadOnlyList<FetchCondition>? left, IReadOnlyList<FetchCondition>? right) =>
        left is null || right is null ? left == right : left.SequenceEqual(right);
}
