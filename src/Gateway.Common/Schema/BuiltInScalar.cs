namespace Gateway.Common.Schema;

/// <summary>The scalars that every service knows. Source: GraphQL §3.5.</summary>
internal static class BuiltInScalar
{
    public static ScalarKind KindOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("ID"u8) => ScalarKind.ID,
        3 when name.SequenceEqual("Int"u8) => ScalarKind.Int,
        5 when name.SequenceEqual("Float"u8) => ScalarKind.Float,
        6 when name.SequenceEqual("String"u8) => ScalarKind.String,
        7 when name.SequenceEqual("Boolean"u8) => ScalarKind.Boolean,
        _ => ScalarKind.Custom,
    };

    public static bool IsBuiltIn(ReadOnlySpan<byte> name) => KindOf(name) != ScalarKind.Custom;

    public static bool IsBuiltIn(string name) =>
        IsBuiltIn(NameSlots.Encode(name, stackalloc byte[NameSlots.BufferBytes]));

    /// <summary>A scalar of a kind that is not custom; the kinds are spelled as the types.</summary>
    public static ScalarType Create(ScalarKind kind) =>
        new(kind.ToString(), Description(kind), [], kind, specifiedBy: null);

    private static string Description(ScalarKind kind) => kind switch
    {
        ScalarKind.Int => "A signed whole number of 32 bits.",
        ScalarKind.Float => "A number with a fraction, of double precision (IEEE 754).",
        ScalarKind.String => "Text, as a sequence of Unicode characters.",
        ScalarKind.Boolean => "Either `true` or `false`.",
        _ => "An opaque identifier; written as text, read from text or a whole number.",
    };
}
