using Gateway.Common.Language;

namespace Gateway.Common.Sources.Overlays;

/// <summary>Names in type references.</summary>
internal static class TypeNames
{
    /// <summary>Of a type within all its lists and non-nulls.</summary>
    public static Name Innermost(TypeNode type) => type switch
    {
        NonNullTypeNode nonNull => Innermost(nonNull.NullableType),
        ListTypeNode list => Innermost(list.ElementType),
        _ => ((NamedTypeNode)type).Name,
    };
}
