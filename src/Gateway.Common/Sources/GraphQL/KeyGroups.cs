namespace Gateway.Common.Sources.GraphQL;

/// <summary>The keys of a part by the alias under which they are asked for.</summary>
/// <remarks>
/// Shape: each key by itself where a lookup gives one entity; else the keys together for which the fields that are
/// asked take the same values, in the order in which they were first seen.
/// </remarks>
internal sealed class KeyGroups
{
    private readonly List<List<int>>? _members;

    private KeyGroups(int count, List<List<int>>? members) => (Count, _members) = (count, members);

    public int Count { get; }

    /// <summary>Each key by itself.</summary>
    public static KeyGroups OfEach(KeyBatch keys) => new(keys.Count, null);

    /// <param name="keys">The part's.</param>
    /// <param name="first">Index of the first value that fields take; the key itself stands before it.</param>
    public static KeyGroups OfAlike(KeyBatch keys, int first)
    {
        var members = new List<List<int>>();
        var byValues = new Dictionary<int, List<int>>(new ValueComparer(keys, first));
        for (var key = 0; key < keys.Count; key++)
        {
            if (!byValues.TryGetValue(key, out var group))
            {
                byValues.Add(key, group = []);
                members.Add(group);
            }

            group.Add(key);
        }

        return new KeyGroups(members.Count, members);
    }

    /// <summary>How many keys a group has.</summary>
    public int Size(int group) => _members?[group].Count ?? 1;

    /// <summary>A key by its place in its group.</summary>
    public int Key(int group, int index) => _members?[group][index] ?? group;

    private sealed class ValueComparer(KeyBatch keys, int first) : IEqualityComparer<int>
    {
        public bool Equals(int left, int right) =>
            keys.ValuesFrom(left, first).SequenceEqual(keys.ValuesFrom(right, first));

        public int GetHashCode(int key)
        {
            var hash = default(HashCode);
            hash.AddBytes(keys.ValuesFrom(key, first));
            return hash.ToHashCode();
        }
    }
}
