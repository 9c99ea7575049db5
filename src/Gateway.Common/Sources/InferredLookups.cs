namespace Gateway.Common.Sources;

/// <summary>Finds root fields that give one thing by its key, and says so in the schema.</summary>
/// <remarks>
/// Safe, and so inferred: a query whose required arguments, at most <see cref="KeyFieldsMax"/>, are each a field of its
/// result: of the same type and name, and never absent. <c>orderId</c> counts as <c>id</c> of an Order. An overlay's
/// own words replace what is inferred. Source: Composite Schemas §Lookup.
/// </remarks>
internal static class InferredLookups
{
    /// <summary>
    /// The words that are used, with <c>@inferred</c>: what no contract says but an importer read out of it.
    /// </summary>
    public static IReadOnlyList<string> Definitions { get; } =
    [
        "directive @inferred on OBJECT | FIELD_DEFINITION",
        "directive @key(fields: FieldSelectionSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE",
        "directive @lookup on FIELD_DEFINITION",
        "directive @is(field: FieldSelectionMap!) on ARGUMENT_DEFINITION",
        "directive @require(field: FieldSelectionMap!) on ARGUMENT_DEFINITION",
    ];

    /// <summary>Types of those definitions' arguments.</summary>
    public static IReadOnlyList<string> Scalars { get; } = ["FieldSelectionSet", "FieldSelectionMap"];

    public const string Mark = "@inferred";

    /// <summary>Fields of one key.</summary>
    private const int KeyFieldsMax = 4;

    private static readonly string[] KeyTypes = ["ID", "String", "Int", NamedScalars.Long, NamedScalars.Uuid];

    /// <param name="query">The root type.</param>
    /// <param name="find">A type of the schema by name.</param>
    public static void Apply(SdlType query, Func<string, SdlType?> find)
    {
        var keyed = new HashSet<(SdlType Type, string Key)>();
        foreach (var field in query.Members)
        {
            if (find(field.Type) is { Kind: SdlKind.Object } type
                && KeyOf(type, field) is { Length: > 0 } key
                && keyed.Add((type, NameOf(key))))
            {
                Show(type, field, key);
            }
        }
    }

    private static string NameOf((SdlMember Argument, string Field)[] key) =>
        string.Join(' ', key.Select(static part => part.Field).Order(StringComparer.Ordinal));

    /// <returns>The required arguments, each with the field that it is; empty where they are no key.</returns>
    private static (SdlMember Argument, string Field)[] KeyOf(SdlType type, SdlMember field)
    {
        var key = field.Arguments
            .Where(static argument => argument.Type.EndsWith('!'))
            .Select(argument => (Argument: argument, Field: FieldOf(type, argument)?.Name ?? ""))
            .ToArray();
        var isKey = key.Length <= KeyFieldsMax
            && Array.TrueForAll(key, static part => part.Field.Length > 0)
            && key.DistinctBy(static part => part.Field).Count() == key.Length;
        return isKey ? key : [];
    }

    /// <summary>The field of a result that a required argument asks for it by; null for none.</summary>
    public static SdlMember? FieldOf(SdlType type, SdlMember argument)
    {
        if (!argument.Type.EndsWith('!') || !KeyTypes.Contains(argument.Type[..^1]))
        {
            return null;
        }

        var own = char.ToLowerInvariant(type.Name[0]) + type.Name[1..];
        return type.Members.Find(member => member.Type == argument.Type
            && (member.Name == argument.Name
                || own + char.ToUpperInvariant(member.Name[0]) + member.Name[1..] == argument.Name));
    }

    private static void Show(SdlType type, SdlMember field, (SdlMember Argument, string Field)[] key)
    {
        type.Directives.Add($"@key(fields: \"{string.Join(' ', key.Select(static part => part.Field))}\")");
        AddOnce(type.Directives, Mark);
        field.Directives.Add("@lookup");
        AddOnce(field.Directives, Mark);
        foreach (var (argument, name) in key.Where(static part => part.Argument.Name != part.Field))
        {
            argument.Directives.Add($"@is(field: \"{name}\")");
        }
    }

    private static void AddOnce(List<string> directives, string mark)
    {
        if (!directives.Contains(mark))
        {
            directives.Add(mark);
        }
    }
}
