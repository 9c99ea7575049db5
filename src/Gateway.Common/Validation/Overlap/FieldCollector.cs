namespace Gateway.Common.Validation.Overlap;

/// <summary>Gathers the fields of selection sets, fragments opened, each once.</summary>
internal sealed class FieldCollector(ValidationContext context)
{
    private readonly SelectionTable _table = context.Selections;
    private readonly int[] _setStamps = new int[context.Selections.SetCount];
    private readonly Stack<int> _open = new();
    private readonly List<int> _fields = [];
    private int _stamp;

    /// <returns>Distinct entries, ascending.</returns>
    public int[] Collect(List<int> sets)
    {
        _stamp++;
        _fields.Clear();
        foreach (var set in sets)
        {
            Open(set);
        }

        while (_open.TryPop(out var set))
        {
            CollectSet(set);
        }

        var entries = _fields.ToArray();
        Array.Sort(entries);
        return entries;
    }

    private void CollectSet(int set)
    {
        for (var entry = _table.First(set); entry != SelectionTable.None; entry = _table[entry].Next)
        {
            context.Charge();
            if (_table[entry].Spread is not { } spread)
            {
                _fields.Add(entry);
            }
            else if (context.FindFragment(spread.Name) is { } fragment)
            {
                Open(fragment.RootSet);
            }
        }
    }

    private void Open(int set)
    {
        if (_setStamps[set] != _stamp)
        {
            _setStamps[set] = _stamp;
            _open.Push(set);
        }
    }
}
