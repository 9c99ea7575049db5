using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Planning.Drafts;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>Makes of what a source is asked for its fields' names and arguments, and where they go in rows.</summary>
internal sealed class SelectionEmitter(Supergraph supergraph, ShapeTable shapes, OperationVariables variables)
{
    private readonly ArgumentEmitter _arguments = new(variables);
    private readonly SharedParts _shared = SharedParts.Of(supergraph);

    // One for all selections: a selection's names are chosen before what is below it is emitted.
    private readonly ResponseNames _names = new();

    /// <param name="draft">What is asked for.</param>
    /// <param name="sourceType">What the source's schema says stands here; may be narrower than the draft's.</param>
    /// <param name="tellsType">Whether rows of unknown type are filled.</param>
    /// <param name="keys">See <see cref="ArgumentEmitter.Emit"/>.</param>
    public FetchSelection Emit(SelectionDraft draft, NamedType sourceType, bool tellsType, FilledInKeys keys)
    {
        var asked = AskedOf(draft, sourceType);
        var names = NamesOf(draft, asked);
        var fields = new FetchField[asked.Count];
        for (var index = 0; index < fields.Length; index++)
        {
            fields[index] = EmitField(draft, asked[index], names[index], sourceType, keys);
        }

        return new FetchSelection
        {
            Type = sourceType,
            Fields = fields,
            Rows = EmitRows(draft.Type, draft.Source, asked, sourceType, tellsType),
        };
    }

    private IReadOnlyList<FieldDraft> AskedOf(SelectionDraft draft, NamedType sourceType)
    {
        for (var index = 0; index < draft.Fields.Count; index++)
        {
            if (!CanStand(draft.Fields[index].OnType, draft, sourceType))
            {
                return [.. draft.Fields.Where(field => CanStand(field.OnType, draft, sourceType))];
            }
        }

        return draft.Fields;
    }

    private string[] NamesOf(SelectionDraft draft, IReadOnlyList<FieldDraft> asked)
    {
        var names = new string[asked.Count];
        for (var index = 0; index < names.Length; index++)
        {
            names[index] = _names.Choose(asked[index], draft.Type);
        }

        _names.Clear();
        return names;
    }

    private FetchField EmitField(
        SelectionDraft draft, FieldDraft field, string name, NamedType sourceType, FilledInKeys keys)
    {
        var arguments = _arguments.Emit(field.Via, field.Selection.Arguments, keys);
        var types = field.OnType == draft.Type || !sourceType.IsAbstract
            ? null
            : TypeNames(field.OnType, draft.Source, sourceType);
        var isPlain = field.Child is null && arguments.Length == 0 && types is null && field.Conditions is null or [];
        if (isPlain && ReferenceEquals(name, field.Via.Field.Name))
        {
            return _shared.LeafOf(field.Via.Field, field.IsHidden);
        }

        return new FetchField
        {
            Field = field.Via.Field,
            ResponseName = name,
            Arguments = arguments,
            Types = types,
            Conditions = field.Conditions ?? [],
            IsHidden = field.IsHidden,
            Selection = field.Child is { } child
                ? Emit(child, field.Via.Field.Type.Named, false, keys)
                : null,
        };
    }

    /// <summary>What is asked of types that cannot stand here would be refused by the source.</summary>
    private bool CanStand(NamedType onType, SelectionDraft draft, NamedType sourceType) =>
        sourceType.IsAbstract || draft.Type is ObjectType || onType == draft.Type || sourceType.Name == onType.Name
        || (onType is InterfaceType && supergraph.Schema.FindType(sourceType.Utf8Name) is { } known
            && GraphQLSchema.IsSubtype(known, onType));

    private string[] TypeNames(NamedType onType, int source, NamedType sourceType) =>
        onType is ObjectType
            ? [supergraph.NameIn(source, onType)]
            : [.. supergraph.Schema.PossibleTypes(onType).ToArray()
                .Where(type => IsPossible(type, source, sourceType))
                .Select(type => supergraph.NameIn(source, type))];

    private RowPlan[] EmitRows(
        NamedType type, int source, IReadOnlyList<FieldDraft> fields, NamedType sourceType, bool tellsType)
    {
        if (type is ObjectType only && !tellsType)
        {
            return [EmitRow(only, source, fields)];
        }

        var rows = new List<RowPlan>();
        var isOpen = type is InterfaceType && !sourceType.IsAbstract && sourceType.Name == type.Name;
        if (isOpen)
        {
            rows.Add(EmitRow(shapes.Of((ComplexType)type), fields));
        }

        foreach (var possible in supergraph.Schema.PossibleTypes(type))
        {
            if (type is ObjectType || isOpen || IsPossible(possible, source, sourceType))
            {
                rows.Add(EmitRow(possible, source, fields));
            }
        }

        if (tellsType && !isOpen)
        {
            // Nobody answers with this row; it takes the reason why nobody said what the object is.
            var open = shapes.Of((ComplexType)type);
            var row = EmitRow(open, fields);
            rows.Add(row with { Slots = [.. row.Slots, open.SlotOf(ResponseEmitter.TypeSlot)] });
        }

        return [.. rows];
    }

    private RowPlan EmitRow(ObjectType type, int source, IReadOnlyList<FieldDraft> fields)
    {
        var row = EmitRow(shapes.Of(type), fields);
        var nameThere = supergraph.NameIn(source, type);
        return nameThere == type.Name ? row : row with { NameThere = Encoding.UTF8.GetBytes(nameThere) };
    }

    private static RowPlan EmitRow(Shape shape, IReadOnlyList<FieldDraft> fields)
    {
        var slots = new int[fields.Count];
        for (var index = 0; index < slots.Length; index++)
        {
            var field = fields[index];
            slots[index] = GraphQLSchema.IsSubtype(shape.Type, field.OnType)
                ? shape.SlotOf(field.Selection.Key)
                : -1;
        }

        return new RowPlan(shape, slots);
    }

    private bool IsPossible(ObjectType type, int source, NamedType sourceType)
    {
        foreach (var candidate in supergraph.Sources[source].Schema.PossibleTypes(sourceType))
        {
            if (supergraph.NameOf(candidate, source) == type.Name)
            {
                return true;
            }
        }

        return false;
    }
}
