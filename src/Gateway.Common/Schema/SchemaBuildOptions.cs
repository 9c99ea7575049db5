namespace Gateway.Common.Schema;

/// <summary>How strict building is. The defaults are the specification's.</summary>
public sealed record SchemaBuildOptions
{
    public static SchemaBuildOptions Default { get; } = new();

    /// <summary>
    /// For SDL that the gateway itself wrote or source schemas that only refine what another one holds.
    /// </summary>
    public static SchemaBuildOptions SourceSchema { get; } = new()
    {
        AllowUnknownDirectives = true,
        AllowMissingQueryType = true,
        AllowExtensionsOfUndefinedTypes = true,
    };

    /// <summary>Runs no rule at all; references that cannot be resolved are still errors. Default false.</summary>
    public bool AssumeValid { get; init; }

    /// <summary>
    /// Checks the documents but not the types that come of them (GraphQL §3.3.1 and on). Default false.
    /// </summary>
    public bool SdlRulesOnly { get; init; }

    /// <summary>Accepts directives without a definition; known ones are still checked. Default false.</summary>
    public bool AllowUnknownDirectives { get; init; }

    /// <summary>Accepts a schema without query type. Default false.</summary>
    public bool AllowMissingQueryType { get; init; }

    /// <summary>
    /// Makes <c>extend</c> of a type that is not defined its definition, as Federation 1 does. Default false.
    /// </summary>
    public bool AllowExtensionsOfUndefinedTypes { get; init; }
}
