namespace Gateway.Testing.Federation;

/// <summary>The subgraphs of the workloads: four that share entities, and eight of one wide object each.</summary>
internal static class FederationSchemas
{
    /// <summary>Those that share entities.</summary>
    public static IReadOnlyList<string> Entities { get; } = ["accounts", "inventory", "products", "reviews"];

    public static IReadOnlyList<string> All { get; } = [.. Entities, .. WideData.Names];

    /// <summary>A subgraph's SDL.</summary>
    public static string Of(string name) => WideData.Knows(name)
        ? WideData.SchemaOf(name)
        : File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Federation", "Schemas", $"{name}.graphql"));
}
