using Gateway.Common.Composition;
using Gateway.Common.Planning.Graph;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Selections;

/// <summary>The fields that take values of objects further up, themselves or by what they require.</summary>
/// <remarks>Source: Apollo Federation 2.8, <c>@fromContext</c>, beside <c>@requires</c>.</remarks>
internal sealed class ContextualFields
{
    private readonly GraphQLSchema _schema;
    private readonly HashSet<string> _taking = [];
    private readonly ILookup<string, FieldSource> _sources;

    private ContextualFields(GraphQLSchema schema, IReadOnlyList<(ObjectType Type, FieldSource Source)> fields)
    {
        _schema = schema;
        _sources = fields.ToLookup(
            static entry => CoordinateOf(entry.Type, entry.Source.Field.Name), static entry => entry.Source);
        _taking.UnionWith(fields.Where(static entry => entry.Source.ContextArguments.Count > 0)
            .Select(static entry => CoordinateOf(entry.Type, entry.Source.Field.Name)));
        SpreadToRequiring(fields);
    }

    /// <returns>Null where no field takes a value of a context.</returns>
    public static ContextualFields? Of(Supergraph supergraph)
    {
        if (!supergraph.UsesContexts)
        {
            return null;
        }

        var fields = supergraph.Schema.Types.OfType<ObjectType>()
            .SelectMany(
                type => supergraph.Find(type)?.Fields.Values.SelectMany(static field => field.Sources) ?? [],
                static (type, source) => (Type: type, Source: source))
            .ToArray();
        return Array.Exists(fields, static entry => entry.Source.ContextArguments.Count > 0)
            ? new ContextualFields(supergraph.Schema, fields)
            : null;
    }

    /// <summary>The field's appearances, where one of them takes a value; else none.</summary>
    public IEnumerable<FieldSource> Of(ObjectType type, string field)
    {
        var coordinate = CoordinateOf(type, field);
        return _taking.Contains(coordinate) ? _sources[coordinate] : [];
    }

    /// <summary>Whether a field that takes a value is selected there, or below.</summary>
    public bool AreIn(SelectionGroup group) => CoordinatesIn(group).Any(_taking.Contains);

    private void SpreadToRequiring(IReadOnlyList<(ObjectType Type, FieldSource Source)> fields)
    {
        var requiring = fields.SelectMany(
            static entry => Requirements.Of(entry.Source),
            (entry, set) => (
                Coordinate: CoordinateOf(entry.Type, entry.Source.Field.Name),
                Needs: CoordinatesIn(Requirements.Select(_schema, entry.Type, set.Selection)).ToHashSet())).ToList();
        // Until no further field leads to one that takes a value.
        for (var isMore = true; isMore;)
        {
            isMore = false;
            foreach (var (coordinate, needs) in requiring)
            {
                isMore |= needs.Overlaps(_taking) && _taking.Add(coordinate);
            }
        }
    }

    private IEnumerable<string> CoordinatesIn(SelectionGroup group) => group.Items.SelectMany(
        item => _schema.PossibleTypes(item.Parent).ToArray()
            .Select(type => CoordinateOf(type, item.Selection.Field.Name))
            .Concat(item.Selection.Children is { } below ? CoordinatesIn(below) : []));

    private static string CoordinateOf(ObjectType type, string field) => $"{type.Name}.{field}";
}
