using System.Numerics;

namespace Gateway.Common.Primitives;

/// <summary>Remembers keys that came once, by their hashes, the last in each place of a table.</summary>
/// <remarks>
/// Shape: a key that comes again is known unless one of the same place came between; one in four billion is known
/// though it never came. Not safe for use by several threads at once. Bound: 4 bytes a place.
/// </remarks>
/// <param name="places">At least; rounded up to a power of two.</param>
internal sealed class KeySights(int places)
{
    private readonly int[] _hashes = new int[BitOperations.RoundUpToPowerOf2((uint)places)];

    /// <returns>Whether the key is new, and from now on known.</returns>
    public bool Add(int hash)
    {
        var own = hash == 0 ? 1 : hash;
        ref var place = ref _hashes[own & (_hashes.Length - 1)];
        var isNew = place != own;
        place = own;
        return isNew;
    }
}
