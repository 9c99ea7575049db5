namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>How much of a message's lists was read: nothing, what stands together, or all.</summary>
internal struct ListProgress
{
    private const int SmallMax = 64;

    private ulong _some;
    private ulong _complete;
    private Dictionary<int, bool>? _more;

    public readonly bool IsComplete(int list) => list < SmallMax
        ? (_complete & (1UL << list)) != 0
        : _more?.GetValueOrDefault(list) is true;

    /// <returns>Whether all there is, further on too, is to be read now.</returns>
    public bool Advance(int list)
    {
        if (list >= SmallMax)
        {
            _more ??= [];
            return !_more.TryAdd(list, false) && (_more[list] = true);
        }

        var bit = 1UL << list;
        var isRest = (_some & bit) != 0;
        _some |= bit;
        _complete |= isRest ? bit : 0;
        return isRest;
    }
}
