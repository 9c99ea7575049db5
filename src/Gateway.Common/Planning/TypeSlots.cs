namespace Gateway.Common.Planning;

/// <summary>A field's slot by the type id of the row that holds it.</summary>
/// <remarks>One type only is the rule: it stands beside the table, since each row of an answer asks.</remarks>
internal sealed class TypeSlots
{
    private readonly int _type = -1;
    private readonly int _slot;
    private readonly Dictionary<int, int>? _several;

    public TypeSlots(int type, int slot) => (_type, _slot) = (type, slot);

    public TypeSlots(Dictionary<int, int> all)
    {
        _several = all.Count > 1 ? all : null;
        foreach (var (type, slot) in all)
        {
            (_type, _slot) = (type, slot);
        }
    }

    private Dictionary<int, int> All => _several ?? (_type < 0 ? [] : new() { [_type] = _slot });

    /// <summary>These, and those of types that are not among them.</summary>
    public TypeSlots Or(TypeSlots others)
    {
        var all = new Dictionary<int, int>(All);
        foreach (var (type, slot) in others.All)
        {
            all.TryAdd(type, slot);
        }

        return new TypeSlots(all);
    }

    public bool TryGet(int type, out int slot)
    {
        slot = _slot;
        return type == _type || (_several is not null && _several.TryGetValue(type, out slot));
    }
}
