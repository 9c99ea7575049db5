namespace Gateway.Common.Schema;

/// <summary>The scalars that every service knows. Source: GraphQL §3.5.</summary>
internal static class BuiltInScalar
{
    public static ScalarKind KindOf(string name) => name switch
    {
        "Int" => ScalarKind.Int,
        "Float" => ScalarKind.Float,
        "String" => ScalarKind.String,
        "Boolean" => ScalarKind.Boolean,
        "ID" => ScalarKind.ID,
        _ => ScalarKind.Custom,
    };

    public static bool IsBuiltIn(string name) => KindOf(name) != ScalarKind.Custom;

    /// <summary>Null where the name is no built-in scalar's.</summary>
    public static ScalarType? Create(string name) => KindOf(name) switch
    {
        ScalarKind.Custom => null,
        var kind => new ScalarType(name, Description(kind), [], kind, specifiedBy: null),
    };

    private static string Description(ScalarKind kind) => kind switch
    {
        ScalarKind.Int => "A signed whole number of 32 bits.",
        ScalarKind.Float => "A number with a fraction, of double precision (IEEE 754).",
        ScalarKind.String => "Text, as a sequence of Unicode characters.",
        ScalarKind.Boolean => "Either `true` or `false`.",
        _ => "An opaque identifier; written as text, read from text or a whole number.",
    };
}
