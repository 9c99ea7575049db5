namespace Gateway.Common.Schema.Rules;

/// <summary>Tells which types of a list stand there for the first time; most lists are too short for a set.</summary>
/// <remarks>To be asked of each, in order.</remarks>
internal readonly ref struct SeenTypes(ReadOnlySpan<NamedType> types)
{
    private readonly ReadOnlySpan<NamedType> _types = types;
    private readonly HashSet<NamedType>? _set = types.Length > NameSlots.ScanMax ? [] : null;

    public bool IsFirst(int index)
    {
        var type = _types[index];
        if (_set is not null)
        {
            return _set.Add(type);
        }

        foreach (var earlier in _types[..index])
        {
            if (earlier == type)
            {
                return false;
            }
        }

        return true;
    }
}
