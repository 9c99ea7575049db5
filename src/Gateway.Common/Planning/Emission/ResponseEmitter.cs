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
    /// <summary>The slot for what an object is, in rows whose type is not known yet.</summary>
    public const string TypeSlot = "__typename";

    /// <summary>Response fields of one plan, over all object types.</summary>
    public const int FieldsMax = 200_000;

    private readonly SharedParts _shared = SharedParts.Of(supergraph);
    private readonly Dictionary<ResponsePartsKey, ResponsePosition> _positions = [];

    // Leaf fields of fragments: what is spread at many places is compiled once for each type.
    private readonly Dictionary<(ComplexType Type, FieldNode Node), ResponseField> _leaves = [];

    private List<IntrospectionField>? _introspection;
    private int _fields;

    /// <summary>Fields of the root row that the gateway itself answers.</summary>
    public IReadOnlyList<IntrospectionField> Introspection => _introspection ?? (IReadOnlyList<IntrospectionField>)[];

    public ResponseSelection Emit(ObjectType root, SelectionSetNode selectionSet) =>
        EmitType(root, [new ResponsePart(selectionSet, [])]);

    private ResponseSelection EmitType(ComplexType type, ResponsePart[] parts)
    {
        using var collected = CollectedFields.Take();
        foreach (var part in parts)
        {
            Collect(type, part.SelectionSet, part.Conditions, collected, isOfFragment: false);
        }

        var fields = new ResponseField[collected.PlaceCount];
        for (var number = 0; number < fields.Length; number++)
        {
            fields[number] = EmitField(type, collected.Place(number));
        }

        return new ResponseSelection(fields, GuardOf(type));
    }

    private OwnerGuard? GuardOf(ComplexType type) => OwnerDirective.Of(type) is { Field: { } field } owner
        ? new OwnerGuard(shapes.Of(type).SlotOf(field), owner.Claim, type.Name)
        : null;

    /// <summary>
    /// Objects whose type nobody told: shown where the client's selection does not depend on it, else an error.
    /// </summary>
    private ResponseSelection EmitOpen(InterfaceType type, ResponsePart[] parts)
    {
        var found = new TypeUses(supergraph.Schema, variables, fragments).Of(type, parts);
        var selection = EmitType(type, parts);
        return found.Length == 0
            ? selection
            : selection with { TypeSlot = shapes.Of(type).SlotOf(TypeSlot), TypeUses = found };
    }

    private void Collect(
        ComplexType type,
        SelectionSetNode selectionSet,
        IReadOnlyList<FetchCondition> conditions,
        CollectedFields collected,
        bool isOfFragment)
    {
        var selections = selectionSet.Selections;
        for (var index = 0; index < selections.Count; index++)
        {
            var node = selections[index];
            if (!variables.TryNarrow(conditions, node.Directives, out var narrowed))
            {
                continue;
            }

            switch (node)
            {
                case FieldNode field:
                    collected.Add(field, narrowed, isOfFragment);
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || Applies(type, inline.TypeCondition):
                    Collect(type, inline.SelectionSet, narrowed, collected, isOfFragment);
                    break;
                case FragmentSpreadNode spread when fragments.TryGetValue(spread.Name, out var fragment)
                    && Applies(type, fragment.TypeCondition):
                    Collect(type, fragment.SelectionSet, narrowed, collected, isOfFragment: true);
                    break;
            }
        }
    }

    private bool Applies(ComplexType type, NamedTypeNode condition) =>
        condition.Name.Is(type.Utf8Name)
        || (supergraph.Schema.FindType(condition.Name.Utf8) is { } named && GraphQLSchema.IsSubtype(type, named));

    private ResponseField EmitField(ComplexType type, CollectedPlace place)
    {
        if (++_fields > FieldsMax)
        {
            throw new PlanLimitException($"An answer may have {FieldsMax} different fields.");
        }

        var node = place.Field.First.Node;
        if (node.Name.Is("__typename"u8))
        {
            return Constant(type, place);
        }

        if (node.Name.Utf8.StartsWith("__"u8))
        {
            return EmitIntrospection(type, node, place);
        }

        if (!place.Field.IsRepeatable || node.SelectionSet is not null)
        {
            return EmitData(type, node, place);
        }

        if (!_leaves.TryGetValue((type, node), out var leaf))
        {
            _leaves.Add((type, node), leaf = EmitData(type, node, place));
        }

        return leaf;
    }

    private ResponseField EmitData(ComplexType type, FieldNode node, CollectedPlace place)
    {
        var field = type.Fields.Find(node.Name.Utf8)!;
        var key = SlotKey.Of(node, field, type == supergraph.Schema.MutationType);
        var (offset, places) = PlacesOf(place.Field);
        return new ResponseField
        {
            Json = node.Alias is { } alias ? Encoding.UTF8.GetBytes($"\"{alias.Value}\":") : field.JsonMember,
            Key = key,
            Slot = shapes.Of(type).SlotOf(key),
            Type = ResponseType.Of(field.Type),
            Children = field.Type.Named.IsComposite ? EmitPosition(field.Type.Named, place.Field) : null,
            Shown = place.Shown,
            Coordinate = field.Coordinate,
            Offset = offset,
            Places = places,
            EnumValues = field.Type.Named is EnumType known ? _shared.VisibleValuesOf(known) : null,
        };
    }

    private static ResponseField Constant(ComplexType type, CollectedPlace place) => new()
    {
        Json = Encoding.UTF8.GetBytes($"\"{place.Field.First.Node.ResponseName}\":\"{type.Name}\""),
        Slot = -1,
        Type = ResponseType.NonNull,
        Shown = place.Shown,
        Coordinate = $"{type.Name}.__typename",
    };

    private ResponseField EmitIntrospection(ComplexType type, FieldNode node, CollectedPlace place)
    {
        var name = node.ResponseName.Value;
        var slot = shapes.Of(type).SlotOf($"{name}: {SlotKey.Of(node)}");
        _introspection ??= [];
        if (!_introspection.Exists(known => known.Slot == slot))
        {
            var nodes = new FieldNode[place.Field.Count];
            for (var index = 0; index < nodes.Length; index++)
            {
                nodes[index] = place.Field[index].Node;
            }

            _introspection.Add(new IntrospectionField(slot, nodes));
        }

        var (offset, places) = PlacesOf(place.Field);
        return new ResponseField
        {
            Json = Encoding.UTF8.GetBytes($"\"{name}\":"),
            Slot = slot,
            IsIntrospection = true,
            Type = node.Name.Is("__schema"u8) ? ResponseType.NonNull : ResponseType.Nullable,
            Shown = place.Shown,
            Coordinate = $"{type.Name}.{node.Name.Value}",
            Offset = offset,
            Places = places,
        };
    }

    private static (int Offset, ResponsePlace[] Places) PlacesOf(CollectedField field)
    {
        if (field.Count == 1 && field.First.Conditions.Count == 0)
        {
            return (field.First.Node.Span.Start, []);
        }

        var places = new ResponsePlace[field.Count];
        for (var index = 0; index < places.Length; index++)
        {
            var (node, conditions) = field[index];
            places[index] = new ResponsePlace(node.Span.Start, [.. conditions]);
        }

        return (-1, places);
    }

    private ResponsePosition EmitPosition(NamedType type, CollectedField field)
    {
        var parts = ResponsePart.Below(field);
        var key = new ResponsePartsKey(type, parts);
        if (_positions.TryGetValue(key, out var known))
        {
            return known;
        }

        var position = new ResponsePosition();
        _positions.Add(key, position);
        foreach (var possible in supergraph.Schema.PossibleTypes(type))
        {
            if (supergraph.ApiSchema.FindType(possible.Utf8Name) is not null)
            {
                position.Add(possible.Index, EmitType(possible, parts));
            }
        }

        if (shapes.OpenOf(type) is { Type: InterfaceType open })
        {
            position.Add(open.Index, EmitOpen(open, parts));
        }

        return position;
    }
}
