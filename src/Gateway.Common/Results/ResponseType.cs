using Gateway.Common.Schema;

namespace Gateway.Common.Results;

/// <summary>Where null may stand in a field's value, from the outside in.</summary>
/// <remarks>
/// Shape: equal ones are one object. Bound: one for each way in which the schemas' lists nest and are non-null.
/// </remarks>
internal sealed class ResponseType
{
    private ResponseType? _list;
    private ResponseType? _nonNullList;

    private ResponseType(bool isNonNull, ResponseType? element) => (IsNonNull, Element) = (isNonNull, element);

    /// <summary>No list, and may be null.</summary>
    public static ResponseType Nullable { get; } = new(false, null);

    /// <summary>No list, and never null.</summary>
    public static ResponseType NonNull { get; } = new(true, null);

    /// <summary>Null here is an error that takes the parent along.</summary>
    public bool IsNonNull { get; }

    /// <summary>Of a list: its elements.</summary>
    public ResponseType? Element { get; }

    public static ResponseType Of(SchemaType type) => type.Nullable is not ListType list
        ? type.IsNonNull ? NonNull : Nullable
        : Of(list.ElementType).List(type.IsNonNull);

    private ResponseType List(bool isNonNull) => isNonNull
        ? LazyInitializer.EnsureInitialized(ref _nonNullList, () => new ResponseType(true, this))
        : LazyInitializer.EnsureInitialized(ref _list, () => new ResponseType(false, this));
}
