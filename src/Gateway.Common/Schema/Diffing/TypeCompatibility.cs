namespace Gateway.Common.Schema.Diffing;

/// <summary>Tells which changes of a type reference clients do not notice.</summary>
internal static class TypeCompatibility
{
    /// <summary>Whether every value of the new type was a value of the old one: what answers may do.</summary>
    public static bool IsSafeOutput(SchemaType before, SchemaType after) => (before, after) switch
    {
        (NonNullType old, NonNullType @new) => IsSafeOutput(old.Nullable, @new.Nullable),
        (NonNullType, _) => false,
        (_, NonNullType @new) => IsSafeOutput(before, @new.Nullable),
        (ListType old, ListType @new) => IsSafeOutput(old.ElementType, @new.ElementType),
        (NamedType old, NamedType @new) => old.Name == @new.Name,
        _ => false,
    };

    /// <summary>Whether every value of the old type is a value of the new one: what inputs may do.</summary>
    public static bool IsSafeInput(SchemaType before, SchemaType after) => IsSafeOutput(after, before);
}
