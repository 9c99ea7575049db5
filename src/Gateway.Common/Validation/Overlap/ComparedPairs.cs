namespace Gateway.Common.Validation.Overlap;

/// <summary>Remembers which pairs were compared, and whether in full or as mutually exclusive.</summary>
internal sealed class ComparedPairs
{
    private readonly Dictionary<(int, int), bool> _pairs = [];

    /// <returns>False when the comparison would find nothing that an earlier one did not.</returns>
    public bool Add(int left, int right, bool areExclusive)
    {
        // Fields that never meet are compared less: the full comparison covers the exclusive one.
        if (_pairs.TryGetValue((left, right), out var wereExclusive) && (areExclusive || !wereExclusive))
        {
            return false;
        }

        _pairs[(left, right)] = areExclusive;
        return true;
    }

    public bool AddUnordered(int left, int right, bool areExclusive) =>
        Add(Math.Min(left, right), Math.Max(left, right), areExclusive);
}
