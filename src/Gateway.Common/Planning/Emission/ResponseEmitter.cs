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

    private const int FragmentsMax = 64;

    private readonly Dictionary<string, ResponsePosition> _positions = new(StringComparer.Ordinal);
    private readonly Dictionary<SelectionSetNode, int> _ids = [];
    private readonly List<IntrospectionField> _introspection = [];
    private int _fields;

    /// <summary>Fields of the root row that the gateway itself answers.</summary>
    public IReadOnlyList<IntrospectionField> Introspection => _introspection;

    public ResponseSelection Emit(ObjectType root, SelectionSetNode selectionSet) =>
        EmitType(root, [new Part(selectionSet, [])]);

    private ResponseSelection EmitType(ComplexType type, IReadOnlyList<Part> parts)
    {
        var collected = new CollectedFields();
        foreach (var part in parts)
        {
            Collect(type, part.SelectionSet, part.Conditions, collected);
        }

        return new ResponseSelection(
            [.. collected.Places().Select(place => EmitField(type, place))], GuardOf(type));
    }

    private OwnerGuard? GuardOf(ComplexType type) => OwnerDirective.Of(type) is { Field: { } field } owner
        ? new OwnerGuard(shapes.Of(type).SlotOf(field), owner.Claim, type.Name)
        : null;

    /// <summary>
    /// Objects whose type nobody told: shown where the client's selection does not depend on it, else an error.
    /// </summary>
    private ResponseSelection EmitOpen(InterfaceType type, IReadOnlyList<Part> parts)
    {
        var found = new List<FetchCondition[]>();
        foreach (var part in parts)
        {
            FindTypeUses(type, null, part, found, FragmentsMax);
        }

        var selection = EmitType(type, parts);
        return found.Count == 0
            ? selection
            : selection with { TypeSlot = shapes.Of(type).SlotOf(TypeSlot), TypeUses = [.. found] };
    }

    /// <summary>Finds when the answer depends on the object's type.</summary>
    /// <param name="type">All that is known of it.</param>
    /// <param name="narrowed">The types that the fragments around leave; null where they leave all.</param>
    /// <param name="part">What is selected, and when.</param>
    /// <param name="found">Receives conditions that all have to hold; none for always.</param>
    /// <param name="fragments">How many more may stand within one another.</param>
    private void FindTypeUses(
        InterfaceType type, ObjectType[]? narrowed, Part part, List<FetchCondition[]> found, int fragments)
    {
        foreach (var node in part.SelectionSet.Selections)
        {
            if (!variables.TryNarrow(part.Conditions, node.Directives, out var conditions))
            {
                continue;
            }

            var (condition, inner) = node switch
            {
                InlineFragmentNode inline => (TypeOf(inline.TypeCondition) ?? type, inline.SelectionSet),
                FragmentSpreadNode spread when FragmentOf(spread) is { } fragment =>
                    (TypeOf(fragment.TypeCondition), fragment.SelectionSet),
                _ => ((NamedType?)null, (SelectionSetNode?)null),
            };
            var left = condition is null ? narrowed : Narrow(type, narrowed, condition);
            if (left is [])
            {
                continue;
            }

            if (inner is not null && fragments > 0)
            {
                FindTypeUses(type, left, new Part(inner, conditions), found, fragments - 1);
            }
            else if (left is not null || inner is not null || node is FieldNode { Name: var name } && IsTypeName(name))
            {
                found.Add([.. conditions]);
            }
        }
    }

    private static bool IsTypeName(Name name) => name.Is("__typename"u8);

    private ObjectType[]? Narrow(InterfaceType type, ObjectType[]? narrowed, NamedType condition) =>
        GraphQLSchema.IsSubtype(type, condition)
            ? narrowed
            : [.. (narrowed ?? supergraph.Schema.PossibleTypes(type).ToArray())
                .Where(possible => GraphQLSchema.IsSubtype(possible, condition))];

    private NamedType? TypeOf(NamedTypeNode? condition) =>
        condition is null ? null : supergraph.Schema.FindType(condition.Name.Utf8);

    private FragmentDefinitionNode? FragmentOf(FragmentSpreadNode spread) => fragments.GetValueOrDefault(spread.Name);

    private void Collect(
        ComplexType type,
        SelectionSetNode selectionSet,
        IReadOnlyList<FetchCondition> conditions,
        CollectedFields collected)
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
                    collected.Add(field, narrowed);
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

    private bool Applies(ComplexType type, NamedTypeNode condition) =>
        supergraph.Schema.FindType(condition.Name.Utf8) is { } named && GraphQLSchema.IsSubtype(type, named);

    private ResponseField EmitField(ComplexType type, CollectedPlace place)
    {
        if (++_fields > FieldsMax)
        {
            throw new PlanLimitException($"An answer may have {FieldsMax} different fields.");
        }

        var node = place.Field.Occurrences[0].Node;
        if (node.Name.Is("__typename"u8))
        {
            return Constant(type, place);
        }

        if (node.Name.Utf8.StartsWith("__"u8))
        {
            return EmitIntrospection(type, node, place);
        }

        var field = type.Fields.Find(node.Name.Utf8)!;
        var key = SlotKey.Of(node, field, type == supergraph.Schema.MutationType);
        var isRenamed = node.Alias is not null;
        return new ResponseField
        {
            Json = isRenamed ? Encoding.UTF8.GetBytes($"\"{place.Field.Name}\":") : field.JsonMember,
            Name = isRenamed ? Encoding.UTF8.GetBytes(place.Field.Name) : field.Utf8Name,
            Key = key,
            Slot = shapes.Of(type).SlotOf(key),
            Type = ResponseType.Of(field.Type),
            Children = field.Type.Named.IsComposite ? EmitPosition(field.Type.Named, place.Field.Occurrences) : null,
            Conditions = place.Conditions,
            Unless = place.Unless,
            Coordinate = field.Coordinate,
            Places = PlacesOf(place.Field),
            EnumValues = VisibleValues(field),
        };
    }

    private static ResponseField Constant(ComplexType type, CollectedPlace place) => new()
    {
        Json = Encoding.UTF8.GetBytes($"\"{place.Field.Name}\":\"{type.Name}\""),
        Name = Encoding.UTF8.GetBytes(place.Field.Name),
        Slot = -1,
        Type = ResponseType.NonNull,
        Conditions = place.Conditions,
        Unless = place.Unless,
        Coordinate = $"{type.Name}.__typename",
    };

    private ResponseField EmitIntrospection(ComplexType type, FieldNode node, CollectedPlace place)
    {
        var slot = shapes.Of(type).SlotOf($"{place.Field.Name}: {SlotKey.Of(node)}");
        if (!_introspection.Exists(known => known.Slot == slot))
        {
            _introspection.Add(
                new IntrospectionField(slot, [.. place.Field.Occurrences.Select(occurrence => occurrence.Node)]));
        }

        return new ResponseField
        {
            Json = Encoding.UTF8.GetBytes($"\"{place.Field.Name}\":"),
            Name = Encoding.UTF8.GetBytes(place.Field.Name),
            Slot = slot,
            IsIntrospection = true,
            Type = node.Name.Is("__schema"u8) ? ResponseType.NonNull : ResponseType.Nullable,
            Conditions = place.Conditions,
            Unless = place.Unless,
            Coordinate = $"{type.Name}.{node.Name.Value}",
            Places = PlacesOf(place.Field),
        };
    }

    private static ResponsePlace[] PlacesOf(CollectedField field) => [.. field.Occurrences.Select(
        occurrence => new ResponsePlace(occurrence.Node.Span.Start, [.. occurrence.Conditions]))];

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

    /// <summary>
    /// The values that clients may see, where some source has others; null where its answers hold none.
    /// </summary>
    private MemberMap<EnumValueDefinition>? VisibleValues(FieldDefinition field)
    {
        if (field.Type.Named is not EnumType known
            || supergraph.ApiSchema.FindType(known.Utf8Name) is not EnumType visible)
        {
            return null;
        }

        var hasOthers = supergraph.Sources.Any(source => source.Schema.FindType(known.Utf8Name) is EnumType own
            && own.Values.Any(value => visible.Values.Find(value.Utf8Name) is null));
        return hasOthers ? visible.Values : null;
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
