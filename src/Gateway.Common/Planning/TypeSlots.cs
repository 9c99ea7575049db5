namespace Gateway.Common.Planning;

/// <summary>A field's slot by the type id of the row that holds it.</summary>
/// <remarks>One type only is the rule: it stands beside the table, since each row of an answer asks.</remarks>
internal sealed class TypeSlots
{
    private readonly int _type = -1;
    private readonly int _slot;

    public TypeSlots(IReadOnlyDictionary<int, int> all)
    {
        All = all;
        foreach (var (type, slot) in all)
        {
            (_type, _slot) = (type, slot);
        }
    }

    public IReadOnlyDictionary<int, int> All { get; }

    public bool TryGet(int type, out int slot)
    {
        slot = _slot;
        return type == _type || (All.Count > 1 && All.TryGetValue(type, out slot));
    }
}
