using Gateway.Common.Language;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>A selection set on the objects at one place of the answer, and when it counts.</summary>
internal readonly record struct ResponsePart(SelectionSetNode SelectionSet, IReadOnlyList<FetchCondition> Conditions)
{
    /// <summary>What is selected of a field's objects.</summary>
    /// <remarks>
    /// A child's occurrence shows only where its own parent's occurrence does; one occurrence needs no such condition.
    /// </remarks>
    public static ResponsePart[] Below(CollectedField field)
    {
        if (field.Count == 1)
        {
            return field.First.Node.SelectionSet is { } only ? [new ResponsePart(only, [])] : [];
        }

        var parts = new List<ResponsePart>(field.Count);
        for (var index = 0; index < field.Count; index++)
        {
            var (node, conditions) = field[index];
            if (node.SelectionSet is { } set)
            {
                parts.Add(new ResponsePart(set, conditions));
            }
        }

        return [.. parts];
    }

    public bool IsSame(ResponsePart other) =>
        SelectionSet == other.SelectionSet && Conditions.SequenceEqual(other.Conditions);
}

/// <summary>Equal where the same sets of selections are merged on one type, under the same conditions.</summary>
internal readonly struct ResponsePartsKey(NamedType type, ResponsePart[] parts) : IEquatable<ResponsePartsKey>
{
    private readonly NamedType _type = type;
    private readonly ResponsePart[] _parts = parts;

    public bool Equals(ResponsePartsKey other)
    {
        if (_type != other._type || _parts.Length != other._parts.Length)
        {
            return false;
        }

        for (var index = 0; index < _parts.Length; index++)
        {
            if (!_parts[index].IsSame(other._parts[index]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is ResponsePartsKey other && Equals(other);

    public override int GetHashCode() =>
        HashCode.Combine(_type, _parts.Length, _parts.Length > 0 ? _parts[0].SelectionSet : null);
}
