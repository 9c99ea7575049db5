using Gateway.Common.Schema;

namespace Gateway.Common.Composition;

/// <summary>All sources as one schema, and what each of them can answer.</summary>
internal sealed class Supergraph
{
    private readonly SupergraphType?[] _types;

    /// <param name="types">At most one for each object, interface and union type of <paramref name="schema"/>.</param>
    public Supergraph(
        GraphQLSchema schema,
        GraphQLSchema apiSchema,
        IReadOnlyList<SourceSchema> sources,
        IEnumerable<SupergraphType> types)
    {
        Schema = schema;
        ApiSchema = apiSchema;
        Sources = sources;
        _types = new SupergraphType?[schema.Types.Count];
        foreach (var type in types)
        {
            _types[type.Type.Index] = type;
        }
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
    public SupergraphType? Find(NamedType type) => _types[type.Index];

    /// <summary>The labels of all progressive overrides, each once.</summary>
    public IReadOnlyList<string> OverrideLabels =>
        [.. _types.SelectMany(type => type?.Fields.Values ?? []).SelectMany(known => known.Sources)
            .Select(source => source.OverrideLabel).OfType<string>().Distinct()];

    /// <summary>The same supergraph where the labels of overrides are decided.</summary>
    public Supergraph WithLabels(Func<string, bool> isOn) =>
        new(Schema, ApiSchema, Sources, _types.OfType<SupergraphType>().Select(type => type.WithLabels(isOn)));

    /// <summary>What the whole calls a type of a source: root types may have another name there.</summary>
    public string NameOf(NamedType type, int source) => RootOf(Sources[source].Schema, type, Schema)?.Name ?? type.Name;

    /// <summary>What a source calls a type of the whole.</summary>
    public string NameIn(int source, NamedType type) => RootOf(Schema, type, Sources[source].Schema)?.Name ?? type.Name;

    private static ObjectType? RootOf(GraphQLSchema from, NamedType type, GraphQLSchema to) =>
        type == from.QueryType ? to.QueryType
        : type == from.MutationType ? to.MutationType
        : type == from.SubscriptionType ? to.SubscriptionType
        : null;
}
