using Gateway.Common.Planning.Drafts;
using Gateway.Common.Planning.Graph;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>The rows' layouts of one plan, by object type.</summary>
internal sealed class ShapeTable(GraphQLSchema schema, OpenInterfaces open)
{
    private readonly Dictionary<ComplexType, Shape> _shapes = [];
    private readonly Dictionary<NamedType, Shape> _families = [];
    private readonly Dictionary<Position, TargetPath> _paths = [];
    private readonly Dictionary<(NamedType OnType, string Key), TypeSlots> _slots = [];

    public GraphQLSchema Schema { get; } = schema;

    /// <param name="type">An interface for rows whose type is not known yet: they share its types' layout.</param>
    public Shape Of(ComplexType type)
    {
        if (_shapes.TryGetValue(type, out var shape))
        {
            return shape;
        }

        var family = open.FamilyOf(type);
        shape = new Shape(type, family is null ? null : _families.GetValueOrDefault(family));
        _shapes.Add(type, shape);
        if (family is not null)
        {
            _families.TryAdd(family, shape);
        }

        return shape;
    }

    /// <summary>The interface's own shape where rows of unknown type can stand; else null.</summary>
    public Shape? OpenOf(NamedType type) =>
        type is InterfaceType known && open.FamilyOf(known) is not null ? Of(known) : null;

    /// <summary>
    /// The slots of a field for each object type that can stand where <paramref name="onType"/> does.
    /// </summary>
    public TypeSlots SlotsOf(NamedType onType, string key)
    {
        if (!_slots.TryGetValue((onType, key), out var slots))
        {
            slots = onType is ObjectType type
                ? new TypeSlots(type.Index, Of(type).SlotOf(key))
                : new TypeSlots(AllSlotsOf(onType, key));
            _slots.Add((onType, key), slots);
        }

        return slots;
    }

    private Dictionary<int, int> AllSlotsOf(NamedType onType, string key)
    {
        var slots = new Dictionary<int, int>();
        foreach (var type in Schema.PossibleTypes(onType))
        {
            slots.Add(type.Index, Of(type).SlotOf(key));
        }

        if (OpenOf(onType) is { } shape)
        {
            slots.Add(shape.TypeId, shape.SlotOf(key));
        }

        return slots;
    }

    /// <remarks>Fetches that stand at one place share the way to it.</remarks>
    public TargetPath PathTo(Position position)
    {
        if (!_paths.TryGetValue(position, out var path))
        {
            _paths.Add(position, path = new TargetPath(StepsTo(position)));
        }

        return path;
    }

    private TypeSlots[] StepsTo(Position position)
    {
        var length = 0;
        for (var at = position; at is { Parent: not null, OnType: not null }; at = at.Parent)
        {
            length++;
        }

        var steps = new TypeSlots[length];
        for (var at = position; at is { Parent: not null, OnType: { } onType }; at = at.Parent)
        {
            steps[--length] = SlotsOf(onType, at.Key);
        }

        return steps;
    }
}
