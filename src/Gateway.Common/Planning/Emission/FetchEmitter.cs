using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Planning.Drafts;
using Gateway.Common.Planning.Passes;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>Makes fetches of drafts: slots, response names, arguments and keys resolved.</summary>
internal sealed class FetchEmitter(
    Supergraph supergraph, ShapeTable shapes, OperationVariables variables, bool explains)
{
    private readonly ArgumentEmitter _arguments = new(variables);
    private readonly KeyEmitter _keys = new(supergraph, shapes);

    /// <param name="groups">Drafts that go into one call, in an order in which each comes after all it depends
    /// on.</param>
    public List<Fetch> Emit(IReadOnlyList<IReadOnlyList<FetchDraft>> groups)
    {
        var ids = new Dictionary<FetchDraft, int>();
        for (var id = 0; id < groups.Count; id++)
        {
            foreach (var draft in groups[id])
            {
                ids.Add(draft, id);
            }
        }

        var rows = new OwnRows([.. groups.SelectMany(static group => group)]);
        var repeated = RepeatedOf(groups);
        return [.. groups.Select((group, id) => new Fetch
        {
            Id = id,
            Source = supergraph.Sources[group[0].Source].Name,
            Operation = group[0].Operation,
            Parts = [.. group.Select(draft => EmitPart(draft, rows.Has(draft)))],
            Contexts = [.. group.SelectMany(_keys.EmitContexts)],
            Links = [.. group.SelectMany(draft => draft.Links).Select(EmitLink)],
            MayRepeat = group.Any(repeated.Contains),
            DependsOn = [.. group.SelectMany(draft => draft.DependsOn).Select(draft => ids[draft]).Distinct().Order()],
        })];
    }

    /// <summary>Drafts that ask a source for what one of another call asks it for, but for values.</summary>
    /// <remarks>What is asked is told only of those whose source is called more than once.</remarks>
    private HashSet<FetchDraft> RepeatedOf(IReadOnlyList<IReadOnlyList<FetchDraft>> groups) =>
    [
        .. groups.GroupBy(static group => group[0].Source)
            .Where(static calls => calls.Skip(1).Any())
            .SelectMany(calls => calls.SelectMany(group => group.Select(draft => (group, draft, What: CallOf(draft)))))
            .GroupBy(static asked => (asked.draft.Source, asked.What))
            .Where(static alike => alike.Select(static asked => asked.group).Distinct().Skip(1).Any())
            .SelectMany(static alike => alike.Select(static asked => asked.draft)),
    ];

    /// <summary>What a draft asks its source for, but for values: calls of different ones are never alike.</summary>
    private string CallOf(FetchDraft draft) => draft.Lookup switch
    {
        { Form: LookupForm.Entities } => MergeSiblingsPass.TextOf(draft.Selection),
        { Field: { } field } => field.Coordinate,
        _ when supergraph.Sources[draft.Source].Kind == SourceKind.GraphQL =>
            MergeSiblingsPass.TextOf(draft.Selection),
        _ => draft.Selection.Fields[0].Via.Field.Coordinate,
    };

    private FetchPart EmitPart(FetchDraft draft, bool hasOwnRows)
    {
        var filledIn = draft.Lookup is null ? [] : KeyEmitter.FilledIn(draft).ToList();
        var keys = draft.Lookup is null ? [] : _keys.Emit(draft);
        var selection = EmitSelection(
            draft.Selection,
            SourceTypeOf(draft),
            draft.TellsType,
            argument => keys.Count - filledIn.Count + filledIn.IndexOf(argument));
        return new FetchPart
        {
            Selection = selection,
            Conditions = draft.Wanted.ToArray(),
            Lookup = draft.Lookup is { } lookup ? EmitLookup(draft, lookup, selection) : null,
            Keys = [.. keys],
            RequiredKeys = filledIn.Count,
            Targets = [.. draft.Positions.Where(position => position.Parent is not null).Select(shapes.PathTo)],
            TargetTypes = TargetTypes(draft.Type),
            HasOwnRows = hasOwnRows,
            Reason = explains ? ReasonEmitter.Of(draft, supergraph) : null,
        };
    }

    private int[] TargetTypes(ComplexType type)
    {
        var types = new List<int>();
        foreach (var possible in supergraph.Schema.PossibleTypes(type))
        {
            types.Add(possible.Index);
        }

        return type is InterfaceType ? [type.Index, .. types] : [.. types];
    }

    private static FetchLookup EmitLookup(FetchDraft draft, Lookup lookup, FetchSelection selection) => new()
    {
        Kind = (LookupKind)lookup.Form,
        Type = selection.Type,
        Field = lookup.Field,
        Arguments = KeyEmitter.NamesOf(draft),
    };

    private LinkPlan EmitLink(LinkDraft draft)
    {
        var target = (ObjectType)draft.Selection.Field.Type.Named;
        var parent = shapes.Of(draft.ParentType);
        return new LinkPlan
        {
            Parents = shapes.PathTo(draft.Parents),
            ParentType = draft.ParentType.Index,
            Slot = parent.SlotOf(draft.Selection.Key),
            Shape = shapes.Of(target),
            Members =
                [.. draft.Link.Members.Select(
                    member => (parent.SlotOf(member.From), shapes.Of(target).SlotOf(member.Target)))],
        };
    }

    private NamedType SourceTypeOf(FetchDraft draft) =>
        supergraph.Find(draft.Type)?.FindSource(draft.Source)?.Type
        ?? throw new InvalidOperationException(
            $"{supergraph.Sources[draft.Source].Name} does not know {draft.Type.Name}.");

    /// <param name="draft">What is asked for.</param>
    /// <param name="sourceType">What the source's schema says stands here; may be narrower than the draft's.</param>
    /// <param name="tellsType">Whether rows of unknown type are filled.</param>
    /// <param name="keyIndex">See <see cref="ArgumentEmitter.Emit"/>.</param>
    private FetchSelection EmitSelection(
        SelectionDraft draft, NamedType sourceType, bool tellsType, Func<InputValueDefinition, int> keyIndex)
    {
        var names = new ResponseNames();
        var asked = draft.Fields.Where(field => CanStand(field.OnType, draft, sourceType)).ToArray();
        var fields = asked.Select(field => new FetchField
        {
            Field = field.Via.Field,
            ResponseName = names.Choose(field, draft.Type),
            Arguments = _arguments.Emit(field.Via, field.Selection.Arguments, keyIndex),
            Types = field.OnType == draft.Type || !sourceType.IsAbstract
                ? null
                : TypeNames(field.OnType, draft.Source, sourceType),
            Conditions = field.Conditions ?? [],
            IsHidden = field.IsHidden,
            Selection = field.Child is { } child
                ? EmitSelection(child, field.Via.Field.Type.Named, false, keyIndex)
                : null,
        }).ToArray();
        return new FetchSelection
        {
            Type = sourceType,
            Fields = fields,
            Rows = [.. EmitRows(draft.Type, draft.Source, asked, sourceType, tellsType)],
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

    private List<RowPlan> EmitRows(
        NamedType type, int source, IReadOnlyList<FieldDraft> fields, NamedType sourceType, bool tellsType)
    {
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
                var row = EmitRow(shapes.Of(possible), fields);
                var nameThere = supergraph.NameIn(source, possible);
                rows.Add(nameThere == possible.Name ? row : row with { NameThere = Encoding.UTF8.GetBytes(nameThere) });
            }
        }

        if (tellsType && !isOpen)
        {
            // Nobody answers with this row; it takes the reason why nobody said what the object is.
            var open = shapes.Of((ComplexType)type);
            var row = EmitRow(open, fields);
            rows.Add(row with { Slots = [.. row.Slots, open.SlotOf(ResponseEmitter.TypeSlot)] });
        }

        return rows;
    }

    private static RowPlan EmitRow(Shape shape, IReadOnlyList<FieldDraft> fields) => new(
        shape,
        [.. fields.Select(field =>
            GraphQLSchema.IsSubtype(shape.Type, field.OnType) ? shape.SlotOf(field.Selection.Key) : -1)]);

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
