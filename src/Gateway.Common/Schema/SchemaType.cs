namespace Gateway.Common.Schema;

/// <summary>A type as fields and arguments refer to it: named, list, or non-null.</summary>
/// <remarks>Source: GraphQL §3.4. A non-null type never wraps another non-null type.</remarks>
public abstract class SchemaType
{
    private ListType? _list;
    private NonNullType? _nonNull;

    private protected SchemaType()
    {
    }

    /// <summary>The list of this type: one object for all who ask.</summary>
    internal ListType List =>
        Volatile.Read(ref _list) ?? Interlocked.CompareExchange(ref _list, new ListType(this), null) ?? _list;

    /// <summary>This type, never null: one object for all who ask. Only for a type that is not non-null.</summary>
    internal NonNullType NonNull =>
        Volatile.Read(ref _nonNull)
        ?? Interlocked.CompareExchange(ref _nonNull, new NonNullType(this), null)
        ?? _nonNull;

    /// <summary>The named type under all wrappers.</summary>
    public abstract NamedType Named { get; }

    /// <summary>This type without an outer non-null.</summary>
    public virtual SchemaType Nullable => this;

    public bool IsNonNull => this is NonNullType;

    public bool IsList => Nullable is ListType;

    /// <summary>Whether two references mean the same type; types of one schema are the same objects.</summary>
    public static bool AreEqual(SchemaType left, SchemaType right) => (left, right) switch
    {
        (NonNullType first, NonNullType second) => AreEqual(first.Nullable, second.Nullable),
        (ListType first, ListType second) => AreEqual(first.ElementType, second.ElementType),
        _ => ReferenceEquals(left, right),
    };
}

public sealed class ListType(SchemaType elementType) : SchemaType
{
    public SchemaType ElementType { get; } = elementType;

    public override NamedType Named => ElementType.Named;

    public override string ToString() => $"[{ElementType}]";
}

public sealed class NonNullType(SchemaType nullableType) : SchemaType
{
    public override SchemaType Nullable { get; } = nullableType;

    public override NamedType Named => Nullable.Named;

    public override string ToString() => $"{Nullable}!";
}
