using Gateway.Common.Schema;

namespace Gateway.Common.Planning;

/// <summary>How a source is asked for entities by key.</summary>
internal enum LookupKind : byte
{
    /// <summary>Apollo Federation's <c>_entities(representations:)</c>.</summary>
    Entities,

    /// <summary>A root field that takes one key and gives one entity.</summary>
    Single,

    /// <summary>
    /// A root field that takes a list of keys and gives a list of entities, which are asked for their keys too.
    /// </summary>
    Batch,

    /// <summary>No call for the entity itself: its bound fields take the key as their arguments.</summary>
    Stub,
}

/// <summary>A lookup as a connector uses it.</summary>
/// <remarks>Source: Composite Schemas §Lookup; Apollo Federation <c>_entities</c>.</remarks>
internal sealed class FetchLookup
{
    public required LookupKind Kind { get; init; }

    /// <summary>The entity type in the source's schema.</summary>
    public required NamedType Type { get; init; }

    /// <summary>The root field of a single or batch lookup, in the source's schema; else null.</summary>
    public FieldDefinition? Field { get; init; }

    /// <summary>
    /// Names of the key values: of the field's arguments for a single or batch lookup, <c>representations</c> for
    /// <see cref="LookupKind.Entities"/>, the key fields' and required arguments' own names for a stub.
    /// </summary>
    public required IReadOnlyList<string> Arguments { get; init; }
}
