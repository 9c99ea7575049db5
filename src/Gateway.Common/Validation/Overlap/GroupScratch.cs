namespace Gateway.Common.Validation.Overlap;

/// <summary>Sorts fields by response name; lists and tables are used again for each set.</summary>
internal sealed class GroupScratch(SelectionTable table)
{
    private readonly int[] _groupOfName = new int[table.ResponseIdCount];
    private readonly List<List<int>> _groups = [];
    private readonly List<List<int>> _spare = [];

    /// <returns>Groups in order of first appearance; valid until the next call.</returns>
    public List<List<int>> Group(int[] entries)
    {
        foreach (var group in _groups)
        {
            group.Clear();
            _spare.Add(group);
        }

        _groups.Clear();
        foreach (var entry in entries)
        {
            ref var index = ref _groupOfName[table[entry].ResponseId];

            // What an earlier set left here points at a group of another name, or at none.
            if (index >= _groups.Count || table[_groups[index][0]].ResponseId != table[entry].ResponseId)
            {
                index = _groups.Count;
                _groups.Add(TakeSpare());
            }

            _groups[index].Add(entry);
        }

        return _groups;
    }

    private List<int> TakeSpare()
    {
        if (_spare.Count == 0)
        {
            return [];
        }

        var list = _spare[^1];
        _spare.RemoveAt(_spare.Count - 1);
        return list;
    }
}
