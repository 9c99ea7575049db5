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

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> All =
        new HashSet<string>([.. Executable, .. TypeSystem]).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Characters of the longest.</summary>
    private static readonly int LengthMax = Executable.Concat(TypeSystem).Max(location => location.Length);

    /// <remarks>DirectiveLocation: ExecutableDirectiveLocation | TypeSystemDirectiveLocation.</remarks>
    public static bool IsLocation(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LengthMax)
        {
            return false;
        }

        Span<char> text = stackalloc char[utf8.Length];
        System.Text.Encoding.ASCII.GetChars(utf8, text);
        return All.Contains(text);
    }
}
