using Gateway.Common.Planning.Drafts;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>The rows' layouts of one plan, by object type.</summary>
internal sealed class ShapeTable(GraphQLSchema schema)
{
    private readonly Dictionary<ObjectType, Shape> _shapes = [];

    public GraphQLSchema Schema { get; } = schema;

    public Shape Of(ObjectType type)
    {
        if (!_shapes.TryGetValue(type, out var shape))
        {
            _shapes.Add(type, shape = new Shape(type));
        }

        return shape;
    }

    /// <summary>
    /// The slots of a field for each object type that can stand where <paramref name="onType"/> does.
    /// </summary>
    public Dictionary<int, int> SlotsOf(NamedType onType, string key)
    {
        var slots = new Dictionary<int, int>();
        foreach (var type in Schema.PossibleTypes(onType))
        {
            slots.Add(type.Index, Of(type).SlotOf(key));
        }

        return slots;
    }

    public TargetPath PathTo(Position position)
    {
        var steps = new List<TargetStep>();
        for (var at = position; at is { Parent: not null, OnType: { } onType }; at = at.Parent)
        {
            steps.Insert(0, new TargetStep(SlotsOf(onType, at.Key)));
        }

        return new TargetPath(steps);
    }
}
