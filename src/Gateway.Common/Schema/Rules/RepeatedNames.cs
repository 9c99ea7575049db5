using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>Tells quickly whether names repeat at all, so that only those that do cost a table.</summary>
internal sealed class RepeatedNames
{
    /// <summary>Up to here comparing all pairs costs less than hashing each.</summary>
    private const int PairsMax = 12;

    private readonly Name[] _few = new Name[PairsMax];
    private readonly HashSet<Name> _many = [];

    public bool Any<T>(ReadOnlySpan<T> items, Func<T, Name> nameOf)
    {
        if (items.Length > PairsMax)
        {
            return AnyOfMany(items, nameOf);
        }

        for (var index = 0; index < items.Length; index++)
        {
            var name = nameOf(items[index]);
            for (var earlier = 0; earlier < index; earlier++)
            {
                if (_few[earlier] == name)
                {
                    return true;
                }
            }

            _few[index] = name;
        }

        return false;
    }

    private bool AnyOfMany<T>(ReadOnlySpan<T> items, Func<T, Name> nameOf)
    {
        _many.Clear();
        for (var index = 0; index < items.Length; index++)
        {
            if (!_many.Add(nameOf(items[index])))
            {
                return true;
            }
        }

        return false;
    }
}
