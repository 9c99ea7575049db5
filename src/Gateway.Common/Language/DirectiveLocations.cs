namespace Gateway.Common.Language;

/// <summary>Where directives may stand. Source: GraphQL §3.13 Directives.</summary>
public static class DirectiveLocations
{
    public static IReadOnlyList<string> Executable { get; } =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION",
    ];

    public static IReadOnlyList<string> TypeSystem { get; } =
    [
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM",
        "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ];

    private static readonly HashSet<string> All = [.. Executable, .. TypeSystem];

    /// <remarks>DirectiveLocation: ExecutableDirectiveLocation | TypeSystemDirectiveLocation.</remarks>
    public static bool IsLocation(ReadOnlySpan<byte> utf8) =>
        All.Contains(System.Text.Encoding.ASCII.GetString(utf8));
}
