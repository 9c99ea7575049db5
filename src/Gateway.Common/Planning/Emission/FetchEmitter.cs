using Gateway.Common.Composition;
using Gateway.Common.Planning.Drafts;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>Makes fetches of drafts: slots, response names, arguments and keys resolved.</summary>
internal sealed class FetchEmitter(
    Supergraph supergraph, ShapeTable shapes, OperationVariables variables, bool explains)
{
    private readonly KeyEmitter _keys = new(supergraph, shapes);
    private readonly SelectionEmitter _selections = new(supergraph, shapes, variables);

    /// <param name="groups">Drafts that go into one call, in an order in which each comes after all it depends
    /// on.</param>
    public List<Fetch> Emit(IReadOnlyList<IReadOnlyList<FetchDraft>> groups)
    {
        var drafts = new List<FetchDraft>(groups.Count);
        var ids = new Dictionary<FetchDraft, int>(groups.Count);
        for (var id = 0; id < groups.Count; id++)
        {
            drafts.AddRange(groups[id]);
            foreach (var draft in groups[id])
            {
                ids.Add(draft, id);
            }
        }

        var rows = new OwnRows(drafts);
        var isRepeated = RepeatedCalls.Of(groups, supergraph);
        var fetches = new List<Fetch>(groups.Count);
        foreach (var group in groups)
        {
            fetches.Add(new Fetch
            {
                Id = fetches.Count,
                Source = supergraph.Sources[group[0].Source].Name,
                Operation = group[0].Operation,
                Parts = EmitParts(group, rows),
                Contexts = EmitContexts(group),
                Links = EmitLinks(group),
                MayRepeat = isRepeated[fetches.Count],
                DependsOn = DependenciesOf(group, ids),
            });
        }

        return fetches;
    }

    private static int[] DependenciesOf(IReadOnlyList<FetchDraft> group, Dictionary<FetchDraft, int> ids)
    {
        var found = new List<int>();
        foreach (var draft in group)
        {
            foreach (var earlier in draft.DependsOn)
            {
                // In their order, each once.
                if (found.BinarySearch(ids[earlier]) is < 0 and var place)
                {
                    found.Insert(~place, ids[earlier]);
                }
            }
        }

        return [.. found];
    }

    private ContextPlan[] EmitContexts(IReadOnlyList<FetchDraft> group) =>
        group.Any(static draft => draft.TakesContext) ? [.. group.SelectMany(_keys.EmitContexts)] : [];

    private LinkPlan[] EmitLinks(IReadOnlyList<FetchDraft> group) => group.All(static draft => draft.Links.Count == 0)
        ? []
        : [.. group.SelectMany(static draft => draft.Links).Select(EmitLink)];

    private FetchPart[] EmitParts(IReadOnlyList<FetchDraft> group, OwnRows rows)
    {
        var parts = new FetchPart[group.Count];
        for (var part = 0; part < parts.Length; part++)
        {
            parts[part] = EmitPart(group[part], rows.Has(group[part]));
        }

        return parts;
    }

    private FetchPart EmitPart(FetchDraft draft, bool hasOwnRows)
    {
        var filledIn = draft.Lookup is null ? [] : KeyEmitter.FilledIn(draft);
        var keys = draft.Lookup is null ? [] : _keys.Emit(draft);
        var selection = _selections.Emit(
            draft.Selection,
            SourceTypeOf(draft),
            draft.TellsType,
            new FilledInKeys(keys.Length - filledIn.Length, filledIn));
        return new FetchPart
        {
            Selection = selection,
            Conditions = draft.Wanted.ToArray(),
            Lookup = draft.Lookup is { } lookup ? EmitLookup(draft, lookup, selection) : null,
            Keys = keys,
            RequiredKeys = filledIn.Length,
            Targets = TargetsOf(draft),
            TargetTypes = TargetTypes(draft.Type),
            HasOwnRows = hasOwnRows,
            Reason = explains ? ReasonEmitter.Of(draft, supergraph) : null,
        };
    }

    private TargetPath[] TargetsOf(FetchDraft draft)
    {
        var targets = new List<TargetPath>(draft.Positions.Count);
        foreach (var position in draft.Positions)
        {
            if (position.Parent is not null)
            {
                targets.Add(shapes.PathTo(position));
            }
        }

        return [.. targets];
    }

    private int[] TargetTypes(ComplexType type)
    {
        var possible = supergraph.Schema.PossibleTypes(type);
        var isOpen = type is InterfaceType;
        var types = new int[possible.Length + (isOpen ? 1 : 0)];
        for (var index = 0; index < possible.Length; index++)
        {
            types[types.Length - possible.Length + index] = possible[index].Index;
        }

        if (isOpen)
        {
            types[0] = type.Index;
        }

        return types;
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
}
