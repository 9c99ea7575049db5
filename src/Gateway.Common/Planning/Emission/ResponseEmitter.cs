using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>
/// Compiles what is written of the rows: the client's selections, for each object type that can stand at each place.
/// </summary>
/// <remarks>
/// Source: GraphQL §6.3.2 CollectFields. Equal sets of selections on one type are compiled once. Bound:
/// <see cref="FieldsMax"/>.
/// </remarks>
internal sealed class ResponseEmitter(
    Supergraph supergraph,
    ShapeTable shapes,
    OperationVariables variables,
    IReadOnlyDictionary<Name, FragmentDefinitionNode> fragments)
{
    /// <summary>Response fields of one plan, over all object types.</summary>
    public const int FieldsMax = 200_000;

    private readonly Dictionary<string, ResponsePosition> _positions = new(StringComparer.Ordinal);
    private readonly Dictionary<SelectionSetNode, int> _ids = [];
    private readonly List<IntrospectionField> _introspection = [];
    private int _fields;

    /// <summary>Fields of the root row that the gateway itself answers.</summary>
    public IReadOnlyList<IntrospectionField> Introspection => _introspection;

    public ResponseSelection Emit(ObjectType root, SelectionSetNode selectionSet) =>
        EmitType(root, [new Part(selectionSet, [])]);

    private ResponseSelection EmitType(ObjectType type, IReadOnlyList<Part> parts)
    {
        var collected =
            new List<(string Name, List<(FieldNode Node, IReadOnlyList<FetchCondition> Conditions)> Nodes)>();
        foreach (var part in parts)
        {
            Collect(type, part.SelectionSet, part.Conditions, collected);
        }

        return new ResponseSelection(
            [.. collected.Select(entry => EmitField(type, entry.Name, entry.Nodes))], GuardOf(type));
    }

    private OwnerGuard? GuardOf(ObjectType type) => OwnerDirective.Of(type) is { Field: { } field } owner
        ? new OwnerGuard(shapes.Of(type).SlotOf(field), owner.Claim, type.Name)
        : null;

    private void Collect(
        ObjectType type,
        SelectionSetNode selectionSet,
        IReadOnlyList<FetchCondition> conditions,
        List<(string Name, List<(FieldNode, IReadOnlyList<FetchCondition>)> Nodes)> collected)
    {
        foreach (var node in selectionSet.Selections)
        {
            if (!variables.TryNarrow(conditions, node.Directives, out var narrowed))
            {
                continue;
            }

            switch (node)
            {
                case FieldNode field:
                    var name = field.ResponseName.Value;
                    var index = collected.FindIndex(entry => entry.Name == name);
                    if (index < 0)
                    {
                        index = collected.Count;
                        collected.Add((name, []));
                    }

                    collected[index].Nodes.Add((field, narrowed));
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || Applies(type, inline.TypeCondition):
                    Collect(type, inline.SelectionSet, narrowed, collected);
                    break;
                case FragmentSpreadNode spread when fragments.TryGetValue(spread.Name, out var fragment)
                    && Applies(type, fragment.TypeCondition):
                    Collect(type, fragment.SelectionSet, narrowed, collected);
                    break;
            }
        }
    }

    private bool Applies(ObjectType type, NamedTypeNode condition) =>
        supergraph.Schema.FindType(condition.Name.Utf8) is { } named && GraphQLSchema.IsSubtype(type, named);

    private ResponseField EmitField(
        ObjectType type, string name, List<(FieldNode Node, IReadOnlyList<FetchCondition> Conditions)> nodes)
    {
        if (++_fields > FieldsMax)
        {
            throw new PlanLimitException($"An answer may have {FieldsMax} different fields.");
        }

        var node = nodes[0].Node;
        var conditions = Alternatives(nodes);
        if (node.Name.Is("__typename"u8))
        {
            return Constant(type, name, conditions);
        }

        if (node.Name.Utf8.StartsWith("__"u8))
        {
            return EmitIntrospection(type, name, [.. nodes.Select(entry => entry.Node)], conditions);
        }

        var field = type.Fields.Find(node.Name.Utf8)!;
        return new ResponseField
        {
            Json = Encoding.UTF8.GetBytes($"\"{name}\":"),
            Name = Encoding.UTF8.GetBytes(name),
            Slot = shapes.Of(type).SlotOf(SlotKey.Of(node)),
            Type = ResponseType.Of(field.Type),
            Children = field.Type.Named.IsComposite ? EmitPosition(field.Type.Named, nodes) : null,
            Conditions = conditions,
            Coordinate = field.Coordinate,
        };
    }

    /// <summary>A field is shown when any of its occurrences is.</summary>
    private static FetchCondition[][] Alternatives(
        List<(FieldNode Node, IReadOnlyList<FetchCondition> Conditions)> nodes) =>
        nodes.Exists(entry => entry.Conditions.Count == 0)
            ? []
            : [.. nodes.Select(entry => entry.Conditions.ToArray())];

    private static ResponseField Constant(ObjectType type, string name, FetchCondition[][] conditions) => new()
    {
        Json = Encoding.UTF8.GetBytes($"\"{name}\":\"{type.Name}\""),
        Name = Encoding.UTF8.GetBytes(name),
        Slot = -1,
        Type = new ResponseType(true, null),
        Conditions = conditions,
        Coordinate = $"{type.Name}.__typename",
    };

    private ResponseField EmitIntrospection(
        ObjectType type, string name, FieldNode[] nodes, FetchCondition[][] conditions)
    {
        var slot = shapes.Of(type).SlotOf($"{name}: {SlotKey.Of(nodes[0])}");
        _introspection.Add(new IntrospectionField(slot, nodes));
        return new ResponseField
        {
            Json = Encoding.UTF8.GetBytes($"\"{name}\":"),
            Name = Encoding.UTF8.GetBytes(name),
            Slot = slot,
            Type = new ResponseType(nodes[0].Name.Is("__schema"u8), null),
            Conditions = conditions,
            Coordinate = $"{type.Name}.{nodes[0].Name.Value}",
        };
    }

    private ResponsePosition EmitPosition(
        NamedType type, List<(FieldNode Node, IReadOnlyList<FetchCondition> Conditions)> nodes)
    {
        // A child's occurrence shows only where its own parent's occurrence does; one occurrence needs no such
        // condition.
        var parts = nodes
            .Where(entry => entry.Node.SelectionSet is not null)
            .Select(entry => new Part(entry.Node.SelectionSet!, nodes.Count == 1 ? [] : entry.Conditions))
            .ToArray();
        var key = $"{type.Name}:{string.Join(',', parts.Select(KeyOf))}";
        if (_positions.TryGetValue(key, out var known))
        {
            return known;
        }

        var position = new ResponsePosition();
        _positions.Add(key, position);
        foreach (var possible in supergraph.Schema.PossibleTypes(type))
        {
            position.Add(possible.Index, EmitType(possible, parts));
        }

        return position;
    }

    private string KeyOf(Part part)
    {
        if (!_ids.TryGetValue(part.SelectionSet, out var id))
        {
            _ids.Add(part.SelectionSet, id = _ids.Count);
        }

        var conditions = part.Conditions.Select(
            condition => $"{(condition.Include ? '+' : '-')}{condition.Variable}");
        return $"{id}{string.Concat(conditions)}";
    }

    private sealed record Part(SelectionSetNode SelectionSet, IReadOnlyList<FetchCondition> Conditions);
}
