using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>One type out of several sources' types for the same member; null where they cannot be one.</summary>
internal static class TypeUnion
{
    /// <summary>Null is allowed where any source allows it.</summary>
    public static string? Output(IEnumerable<SchemaType> types) => Fold(types, isNonNullByAny: false);

    /// <summary>Null is allowed only where every source allows it.</summary>
    public static string? Input(IEnumerable<SchemaType> types) => Fold(types, isNonNullByAny: true);

    private static string? Fold(IEnumerable<SchemaType> types, bool isNonNullByAny)
    {
        string? merged = null;
        SchemaType? known = null;
        foreach (var type in types)
        {
            merged = known is null ? type.ToString() : Merge(Parse(merged!), type, isNonNullByAny);
            known = type;
            if (merged is null)
            {
                return null;
            }
        }

        return merged;
    }

    private static string? Merge(Shape left, SchemaType right, bool isNonNullByAny)
    {
        var isNonNull = isNonNullByAny ? left.IsNonNull || right.IsNonNull : left.IsNonNull && right.IsNonNull;
        var inner = (left.Element, right.Nullable) switch
        {
            ({ } element, ListType list) => Merge(Parse(element), list.ElementType, isNonNullByAny) is { } merged ? $"[{merged}]" : null,
            (null, NamedType named) when named.Name == left.Name => named.Name,
            _ => null,
        };
        return inner is null ? null : isNonNull ? $"{inner}!" : inner;
    }

    private static Shape Parse(string type)
    {
        var isNonNull = type.EndsWith('!');
        var inner = isNonNull ? type[..^1] : type;
        return inner.StartsWith('[') ? new Shape(isNonNull, inner[1..^1], null) : new Shape(isNonNull, null, inner);
    }

    private readonly record struct Shape(bool IsNonNull, string? Element, string? Name);
}
