namespace Gateway.Common.Schema;

/// <summary>What is printed of a schema.</summary>
public sealed record SchemaPrintOptions
{
    /// <summary>As a client sees it: no applied directives but those that introspection tells of.</summary>
    public static SchemaPrintOptions Api { get; } = new();

    /// <summary>With every applied directive: what a source schema says of its bindings and keys.</summary>
    public static SchemaPrintOptions Source { get; } = new() { AppliedDirectives = true };

    /// <summary>Prints applied directives, in the order in which they were written. Default false.</summary>
    public bool AppliedDirectives { get; init; }

    /// <summary>Prints the built-in directives and scalars and the introspection types too. Default false.</summary>
    public bool BuiltIns { get; init; }
}
