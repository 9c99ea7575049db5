using System.Numerics;

namespace Gateway.Common.Sources.Rest.Reading;

/// <summary>Counts which member an object's properties speak for.</summary>
/// <param name="choice">Between what.</param>
/// <param name="declared">A zero for each member.</param>
/// <param name="required">The same.</param>
internal ref struct MemberScores(MemberChoice choice, Span<int> declared, Span<int> required)
{
    private readonly Span<int> _declared = declared;
    private readonly Span<int> _required = required;
    private ulong _excluded;

    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (choice.Owners.Find(name) is not { } owners)
        {
            return;
        }

        Count(_declared, owners.Declared);
        Count(_required, owners.Required);
        foreach (var constant in owners.Constants)
        {
            if (!value.SequenceEqual("null"u8) && constant.Values.FindByWire(value) is null)
            {
                _excluded |= 1UL << constant.Index;
            }
        }
    }

    /// <returns>The member's index; -1 where the object can be none.</returns>
    /// <param name="of">The indexes of those that can be it; null: all.</param>
    public readonly int Best(int[]? of)
    {
        var best = -1;
        var most = -1;
        for (var index = 0; index < _declared.Length; index++)
        {
            var member = choice.Members[index];
            var isPossible = member.WrappedToken == 0
                && (_excluded & (1UL << index)) == 0
                && _required[index] >= member.RequiredCount
                && (of is null || of.Contains(index));
            if (isPossible && _declared[index] > most)
            {
                most = _declared[index];
                best = index;
            }
        }

        return best;
    }

    private static void Count(Span<int> counts, ulong members)
    {
        for (; members != 0; members &= members - 1)
        {
            counts[BitOperations.TrailingZeroCount(members)]++;
        }
    }
}
