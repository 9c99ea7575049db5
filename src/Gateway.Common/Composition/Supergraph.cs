using Gateway.Common.Schema;

namespace Gateway.Common.Composition;

/// <summary>All sources as one schema, and what each of them can answer.</summary>
/// <remarks>
/// What the sources know of a type is put together when it is first asked for, once for all threads: of a large
/// supergraph operations touch few types.
/// </remarks>
internal sealed class Supergraph
{
    private readonly Func<NamedType, SupergraphType?> _assemble;
    private readonly SupergraphType?[] _types;

    /// <summary>By type id, whether <see cref="_types"/> has what there is to have.</summary>
    private readonly bool[] _isAssembled;

    private readonly Lock _assembling = new();

    /// <param name="assemble">
    /// What the sources know of a type of <paramref name="schema"/>; called by one thread at a time.
    /// </param>
    public Supergraph(
        GraphQLSchema schema,
        GraphQLSchema apiSchema,
        IReadOnlyList<SourceSchema> sources,
        Func<NamedType, SupergraphType?> assemble)
    {
        Schema = schema;
        ApiSchema = apiSchema;
        Sources = sources;
        _assemble = assemble;
        _types = new SupergraphType?[schema.Types.Count];
        _isAssembled = new bool[schema.Types.Count];
    }

    /// <summary>
    /// Everything, inaccessible and hidden members included. <see cref="NamedType.Index"/> is the type id of plans and
    /// rows.
    /// </summary>
    public GraphQLSchema Schema { get; }

    /// <summary>What clients see: no inaccessible members, no arguments that the gateway fills in.</summary>
    public GraphQLSchema ApiSchema { get; }

    public IReadOnlyList<SourceSchema> Sources { get; }

    /// <summary>What the sources know of a composite type; null for types that no source has (introspection).</summary>
    public SupergraphType? Find(NamedType type) =>
        Volatile.Read(ref _isAssembled[type.Index]) ? _types[type.Index] : Assemble(type);

    /// <summary>The labels of all progressive overrides, each once.</summary>
    public IReadOnlyList<string> OverrideLabels { get; init; } = [];

    /// <summary>Whether any source has an argument that takes a value of an object further up.</summary>
    public bool UsesContexts { get; init; }

    /// <summary>Types that a source has an interface object of.</summary>
    public IReadOnlyList<NamedType> InterfaceObjects { get; init; } = [];

    /// <summary>The same supergraph where the labels of overrides are decided.</summary>
    public Supergraph WithLabels(Func<string, bool> isOn) => OverrideLabels.Count == 0
        ? this
        : new Supergraph(Schema, ApiSchema, Sources, type => Find(type)?.WithLabels(isOn))
        {
            OverrideLabels = OverrideLabels,
            UsesContexts = UsesContexts,
            InterfaceObjects = InterfaceObjects,
        };

    /// <summary>What the whole calls a type of a source: root types may have another name there.</summary>
    public string NameOf(NamedType type, int source) => RootOf(Sources[source].Schema, type, Schema)?.Name ?? type.Name;

    /// <summary>What a source calls a type of the whole.</summary>
    public string NameIn(int source, NamedType type) => RootOf(Schema, type, Sources[source].Schema)?.Name ?? type.Name;

    private SupergraphType? Assemble(NamedType type)
    {
        lock (_assembling)
        {
            if (!_isAssembled[type.Index])
            {
                _types[type.Index] = _assemble(type);
                Volatile.Write(ref _isAssembled[type.Index], true);
            }

            return _types[type.Index];
        }
    }

    private static ObjectType? RootOf(GraphQLSchema from, NamedType type, GraphQLSchema to) =>
        type == from.QueryType ? to.QueryType
        : type == from.MutationType ? to.MutationType
        : type == from.SubscriptionType ? to.SubscriptionType
        : null;
}
