using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition;

/// <summary>A composite type of the supergraph and its part in each source.</summary>
internal sealed class SupergraphType(
    NamedType type, IReadOnlyList<TypeSource> sources, IReadOnlyDictionary<string, SupergraphField> fields)
{
    /// <summary>In <see cref="Supergraph.Schema"/>.</summary>
    public NamedType Type { get; } = type;

    public IReadOnlyList<TypeSource> Sources { get; } = sources;

    /// <summary>By field name; empty for unions.</summary>
    public IReadOnlyDictionary<string, SupergraphField> Fields { get; } = fields;

    /// <summary>The same type where the labels of overrides are decided.</summary>
    public SupergraphType WithLabels(Func<string, bool> isOn) => new(Type, Sources, Fields.ToDictionary(
        named => named.Key,
        named => named.Value with { Sources = [.. named.Value.Sources.Select(source => source.WithLabel(isOn))] }));

    public TypeSource? FindSource(int source)
    {
        foreach (var candidate in Sources)
        {
            if (candidate.Source == source)
            {
                return candidate;
            }
        }

        return null;
    }
}

/// <summary>A type as one source has it.</summary>
internal sealed class TypeSource
{
    /// <summary>Index among the supergraph's sources.</summary>
    public required int Source { get; init; }

    /// <summary>
    /// The type in the source's schema; an object type where an interface object stands for the interface.
    /// </summary>
    public required NamedType Type { get; init; }

    /// <summary>Federation's <c>@interfaceObject</c>.</summary>
    public bool IsInterfaceObject { get; init; }

    /// <summary>
    /// How the source gives entities of the type; empty for types that are reached through their parents only.
    /// </summary>
    public IReadOnlyList<Lookup> Lookups { get; init; } = [];
}

/// <summary>How a lookup is called.</summary>
internal enum LookupForm : byte
{
    /// <summary><c>_entities(representations:)</c>.</summary>
    Entities,

    /// <summary>A root field giving one entity.</summary>
    Single,

    /// <summary>A root field taking a list of keys and giving a list of entities in any order.</summary>
    Batch,

    /// <summary>The key itself is all the source knows: its bound fields take it as their arguments.</summary>
    Stub,
}

/// <summary>A way to enter a source at an entity by its key.</summary>
/// <remarks>Source: Composite Schemas §2.2 <c>@lookup</c>, <c>@is</c>; Apollo Federation <c>@key</c>.</remarks>
internal sealed class Lookup
{
    public required LookupForm Form { get; init; }

    /// <summary>The key as a selection on the entity type, in the supergraph's names.</summary>
    public required FieldSet Key { get; init; }

    /// <summary>The root field (source's schema) of a single or batch lookup.</summary>
    public FieldDefinition? Field { get; init; }

    /// <summary>Of a single or batch lookup: its arguments and the path of the key field each takes.</summary>
    public IReadOnlyList<LookupArgument> Arguments { get; init; } = [];
}

/// <param name="Definition">In the source's schema.</param>
/// <param name="Path">Field names from the entity: <c>id</c>, or <c>owner.id</c>; empty where it takes more.</param>
/// <param name="Map">All that it takes, where that is more than a path; else null.</param>
/// <param name="OnType">The only entities that it takes it of, by their type; null for all.</param>
internal sealed record LookupArgument(
    InputValueDefinition Definition, IReadOnlyList<string> Path, SelectedValue? Map = null, string? OnType = null)
{
    /// <summary>What one key is given as: of an argument that takes a list of keys, an element.</summary>
    public SchemaType TypeIn(LookupForm form) =>
        form == LookupForm.Batch && Definition.Type.Nullable is ListType list ? list.ElementType : Definition.Type;
}

/// <summary>
/// A selection that a directive carries: <c>id</c>, <c>dimensions { size }</c>, <c>... on A { x }</c>.
/// </summary>
/// <param name="Text">Canonical text on one line, without outer braces.</param>
/// <param name="Selection">Parsed.</param>
internal sealed record FieldSet(string Text, SelectionSetNode Selection);
