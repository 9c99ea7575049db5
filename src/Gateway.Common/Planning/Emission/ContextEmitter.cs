using Gateway.Common.Composition;
using Gateway.Common.Planning.Drafts;
using Gateway.Common.Planning.Graph;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>How contextual arguments get their values: carried down into a slot of their own, read as a key.</summary>
internal sealed class ContextEmitter(Supergraph supergraph, ShapeTable shapes)
{
    /// <summary>The contextual arguments of a fetch's fields.</summary>
    public static IEnumerable<(FieldSource Field, ContextArgument Argument)> Of(FetchDraft draft) =>
        draft.Requiring.SelectMany(static field => field.ContextArguments, static (field, use) => (field, use));

    /// <summary>How a value that was carried to an entity is given on.</summary>
    public KeyPlan EmitKey(FetchDraft draft, FieldSource field, ContextArgument argument) => new()
    {
        SlotByType = shapes.SlotsOf(draft.Type, SlotOf(field, argument)),
        IsRequired = argument.Definition.Type.IsNonNull,
    };

    /// <summary>The ways down: for each argument to each place of the fetch.</summary>
    public IEnumerable<ContextPlan> Emit(FetchDraft draft) =>
        Of(draft).SelectMany(_ => draft.Positions, (use, position) => new ContextPlan
        {
            Coordinate = CoordinateOf(use.Field, use.Argument),
            Path = shapes.PathTo(position),
            Values = ValuesOf(use.Argument),
            Slot = shapes.SlotsOf(draft.Type, SlotOf(use.Field, use.Argument)),
        });

    private Dictionary<int, KeyPlan> ValuesOf(ContextArgument argument)
    {
        var values = new Dictionary<int, KeyPlan>();
        foreach (var type in supergraph.Schema.Types.OfType<ObjectType>())
        {
            if (argument.SelectionOf(type) is { } selection)
            {
                values.Add(type.Index, ValueOf(Requirements.Select(
                    supergraph.Schema, type, ContextSelections.KeptApart(selection.Selection))));
            }
        }

        return values;
    }

    /// <summary>One value, reached through the only field that is selected at each step.</summary>
    private KeyPlan ValueOf(SelectionGroup group)
    {
        var (parent, selection) = group.Items[0];
        return new KeyPlan
        {
            SlotByType = shapes.SlotsOf(parent, selection.Key),
            Inner = selection.Children is { } below ? ValueOf(below) : null,
            AllowsNullElements = true,
        };
    }

    private static string CoordinateOf(FieldSource field, ContextArgument argument) =>
        $"{field.Field.Coordinate}({argument.Definition.Name}:)";

    /// <summary>No client's field is named so.</summary>
    private static string SlotOf(FieldSource field, ContextArgument argument) =>
        $"@context {field.Source} {CoordinateOf(field, argument)}";
}
