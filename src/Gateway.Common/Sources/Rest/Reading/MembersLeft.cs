namespace Gateway.Common.Sources.Rest.Reading;

/// <summary>Which members of a choice the discriminators leave of an object.</summary>
internal ref struct MembersLeft(MemberChoice choice)
{
    /// <summary>By a discriminator within some members; null where its value is not known.</summary>
    private readonly int[]?[] _within = choice.Within.Length == 0 ? [] : new int[choice.Within.Length][];

    /// <summary>By the choice's own discriminator.</summary>
    private int[]? _own;

    /// <returns>The index of the one that a property tells, whatever else the object has; null for none yet.</returns>
    public int? Tells(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (choice.Discriminator is { } own
            && name.SequenceEqual(own.Property)
            && own.ByValue.Find(value) is { } set)
        {
            _own = set.Members;
            return set.Members is [var only] ? only : null;
        }

        for (var index = 0; index < _within.Length; index++)
        {
            if (name.SequenceEqual(choice.Within[index].Property))
            {
                _within[index] = choice.Within[index].ByValue.Find(value)?.Members;
            }
        }

        return null;
    }

    /// <summary>The likeliest of those left; null for none.</summary>
    public readonly AnswerRow? Choose(in MemberScores scores)
    {
        var left = _own;
        var best = scores.Best(left);
        for (var index = 0; index < _within.Length; index++)
        {
            var scope = choice.Within[index].Scope;
            var isWithin = best >= 0 ? scope.Contains(best) : left is not null && left.Any(scope.Contains);
            if (isWithin && _within[index]?.Where(member => left is null || left.Contains(member)).ToArray()
                is { Length: > 0 } told)
            {
                left = told;
                best = left is [var only] ? only : scores.Best(left);
            }
        }

        return best < 0 ? null : choice.Members[best].Row;
    }
}
