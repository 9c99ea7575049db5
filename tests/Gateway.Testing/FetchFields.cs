using System.Globalization;
using System.Text;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Testing;

/// <summary>
/// What a connector is given to compile, from a schema and a selection: one source, so its schema is the supergraph's.
/// </summary>
internal sealed class FetchFields
{
    private readonly GraphQLSchema _schema;
    private readonly Dictionary<ObjectType, Shape> _shapes = [];

    private FetchFields(GraphQLSchema schema) => _schema = schema;

    /// <param name="schema">The source's.</param>
    /// <param name="selection">One root field: <c>{ invoice { id number } }</c>; its arguments are passed over.</param>
    /// <param name="operation">The root type that has it.</param>
    public static FetchField Of(
        GraphQLSchema schema, string selection, OperationType operation = OperationType.Query)
    {
        var root = schema.RootType(operation) ?? throw new ArgumentException($"The schema has no {operation}.");
        var node = Parser.ParseSelectionSet(selection).Selections.OfType<FieldNode>().Single();
        return new FetchFields(schema).Field(root, node, node.ResponseName.Value, types: null);
    }

    /// <summary>The value as a client would get it, if it asked for every field by its own name.</summary>
    public static string Print(ResultStore store, Cell cell, FetchField field)
    {
        var json = new StringBuilder();
        Print(json, store, cell, field);
        return json.ToString();
    }

    private static void Print(StringBuilder json, ResultStore store, Cell cell, FetchField field)
    {
        switch (cell.Kind)
        {
            case CellKind.Value:
                json.Append(Encoding.UTF8.GetString(store.Bytes(cell)));
                break;
            case CellKind.List:
                json.Append('[');
                for (var index = 0; index < cell.Count; index++)
                {
                    json.Append(index == 0 ? "" : ",");
                    Print(json, store, store.Elements(cell)[index], field);
                }

                json.Append(']');
                break;
            case CellKind.Object:
                PrintRow(json, store, cell.Row, field.Selection!);
                break;
            case CellKind.Error:
                json.Append(CultureInfo.InvariantCulture, $"<{store.Errors[cell.ErrorIndex].Code}>");
                break;
            default:
                json.Append(cell.Kind == CellKind.Null ? "null" : "<missing>");
                break;
        }
    }

    private static void PrintRow(StringBuilder json, ResultStore store, int row, FetchSelection selection)
    {
        var plan = selection.Rows.Single(candidate => candidate.Shape.Type.Index == store.TypeOf(row));
        json.Append('{');
        var start = json.Length;
        if (selection.IsAbstract)
        {
            json.Append(CultureInfo.InvariantCulture, $"\"__typename\":\"{plan.Shape.Type.Name}\"");
        }

        for (var index = 0; index < selection.Fields.Count; index++)
        {
            if (plan.Slots[index] >= 0)
            {
                json.Append(json.Length == start ? "" : ",")
                    .Append('"').Append(selection.Fields[index].ResponseName).Append("\":");
                Print(json, store, store.Slot(row, plan.Slots[index]), selection.Fields[index]);
            }
        }

        json.Append('}');
    }

    private FetchField Field(ComplexType parent, FieldNode node, string responseName, IReadOnlyList<string>? types)
    {
        var definition = parent.Fields.Find(node.Name.Value)
            ?? throw new ArgumentException($"{parent.Name} has no field {node.Name}.");
        return new FetchField
        {
            Field = definition,
            ResponseName = responseName,
            Types = types,
            Selection = node.SelectionSet is null ? null : Selection(definition.Type.Named, node.SelectionSet),
        };
    }

    private FetchSelection Selection(NamedType type, SelectionSetNode set)
    {
        var fields = new List<FetchField>();
        Collect(type, set, types: null, fields);
        var rows = new List<RowPlan>();
        foreach (var possible in _schema.PossibleTypes(type))
        {
            var shape = ShapeOf(possible);
            rows.Add(new RowPlan(shape, [.. fields.Select(field => Applies(field, possible)
                ? shape.SlotOf(field.ResponseName)
                : -1)]));
        }

        return new FetchSelection { Type = type, Fields = fields, Rows = [.. rows] };
    }

    private void Collect(
        NamedType type, SelectionSetNode set, IReadOnlyList<string>? types, List<FetchField> fields)
    {
        foreach (var selection in set.Selections)
        {
            if (selection is FieldNode { Name.Value: "__typename" })
            {
                // Rows know their types.
                continue;
            }

            if (selection is FieldNode node)
            {
                fields.Add(Field((ComplexType)type, node, node.ResponseName.Value, types));
            }
            else if (selection is InlineFragmentNode fragment)
            {
                var condition = fragment.TypeCondition is { } named ? _schema.FindType(named.Name.Value)! : type;
                string[] possible = [.. _schema.PossibleTypes(condition).ToArray().Select(static found => found.Name)];
                Collect(condition, fragment.SelectionSet, possible, fields);
            }
        }
    }

    private static bool Applies(FetchField field, ObjectType type) =>
        field.Types is null || field.Types.Contains(type.Name);

    private Shape ShapeOf(ObjectType type)
    {
        if (!_shapes.TryGetValue(type, out var shape))
        {
            _shapes.Add(type, shape = new Shape(type));
        }

        return shape;
    }
}
