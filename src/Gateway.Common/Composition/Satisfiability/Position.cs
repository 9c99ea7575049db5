namespace Gateway.Common.Composition.Satisfiability;

/// <summary>An object type and the sources that hold its objects at once, on some path.</summary>
/// <param name="Sources">Indexes in order, joined by commas, so that equal sets are equal.</param>
/// <param name="Contexts">What objects above it set, in the same way; empty where no field takes values of them.
/// </param>
internal readonly record struct Position(Schema.ObjectType Type, string Sources, string Contexts)
{
    public static Position Of(Schema.ObjectType type, IEnumerable<int> sources, string contexts) =>
        new(type, string.Join(',', sources.Distinct().Order()), contexts);

    public HashSet<int> SourceSet() =>
        [.. Sources.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
