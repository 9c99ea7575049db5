using Gateway.Common.Composition;
using Gateway.Common.Planning.Drafts;
using Gateway.Common.Planning.Passes;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Emission;

/// <summary>Makes fetches of drafts: slots, response names, arguments and keys resolved.</summary>
internal sealed class FetchEmitter(Supergraph supergraph, ShapeTable shapes, OperationVariables variables)
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

        var repeated = groups.SelectMany(group => group.Select(CallOf).Distinct())
            .GroupBy(call => call)
            .Where(calls => calls.Count() > 1)
            .Select(calls => calls.Key)
            .ToHashSet();
        return [.. groups.Select((group, id) => new Fetch
        {
            Id = id,
            Source = supergraph.Sources[group[0].Source].Name,
            Operation = group[0].Operation,
            Parts = [.. group.Select(EmitPart)],
            Links = [.. group.SelectMany(draft => draft.Links).Select(EmitLink)],
            MayRepeat = group.Any(draft => repeated.Contains(CallOf(draft))),
            DependsOn = [.. group.SelectMany(draft => draft.DependsOn).Select(draft => ids[draft]).Distinct().Order()],
        })];
    }

    /// <summary>What a draft asks its source for, but for values: calls of different ones are never alike.</summary>
    private (int Source, string What) CallOf(FetchDraft draft)
    {
        var source = supergraph.Sources[draft.Source];
        return (draft.Source, draft.Lookup switch
        {
            { Form: LookupForm.Entities } => MergeSiblingsPass.TextOf(draft.Selection),
            { Field: { } field } => field.Coordinate,
            _ when source.Kind == SourceKind.GraphQL => MergeSiblingsPass.TextOf(draft.Selection),
            _ => draft.Selection.Fields[0].Via.Field.Coordinate,
        });
    }

    private FetchPart EmitPart(FetchDraft draft)
    {
        var required = draft.Lookup is null ? [] : KeyEmitter.RequiredOf(draft).ToList();
        var keys = draft.Lookup is null ? [] : _keys.Emit(draft);
        var selection = EmitSelection(
            draft.Selection, argument => keys.Count - required.Count + required.IndexOf(argument));
        return new FetchPart
        {
            Selection = selection,
            Conditions = draft.Wanted.ToArray(),
            Lookup = draft.Lookup is { } lookup ? EmitLookup(draft, lookup, selection) : null,
            Keys = [.. keys],
            Targets = [.. draft.Positions.Where(position => position.Parent is not null).Select(shapes.PathTo)],
            TargetTypes = [draft.Type.Index],
        };
    }

    private static FetchLookup EmitLookup(FetchDraft draft, Lookup lookup, FetchSelection selection) => new()
    {
        Kind = (LookupKind)lookup.Form,
        Type = selection.Type,
        Field = lookup.Field,
        Arguments = KeyEmitter.NamesOf(draft),
        MatchFields = lookup.Form == LookupForm.Batch
            ? [.. lookup.Arguments.Select(
                argument => selection.Fields.First(field => field.Field.Name == argument.Path[0]))]
            : [],
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

    private FetchSelection EmitSelection(SelectionDraft draft, Func<RequiredArgument, int> keyIndex)
    {
        var sourceType = supergraph.Find(draft.Type)?.FindSource(draft.Source)?.Type
            ?? throw new InvalidOperationException(
                $"{supergraph.Sources[draft.Source].Name} does not know {draft.Type.Name}.");
        var names = new ResponseNames();
        var fields = draft.Fields.Select(field => new FetchField
        {
            Field = field.Via.Field,
            ResponseName = names.Choose(field, draft.Type),
            Arguments = _arguments.Emit(field.Via, field.Selection.Arguments, keyIndex),
            Types = field.OnType == draft.Type ? null : TypeNames(field.OnType, draft.Source),
            Conditions = field.Conditions ?? [],
            Selection = field.Child is { } child ? EmitSelection(child, keyIndex) : null,
        }).ToArray();
        return new FetchSelection { Type = sourceType, Fields = fields, Rows = [.. EmitRows(draft, sourceType)] };
    }

    private string[] TypeNames(NamedType onType, int source) =>
        onType is ObjectType
            ? [onType.Name]
            : [.. supergraph.Schema.PossibleTypes(onType).ToArray().Select(type => type.Name)
                .Where(name => supergraph.Sources[source].Schema.FindType(name) is not null)];

    private List<RowPlan> EmitRows(SelectionDraft draft, NamedType sourceType)
    {
        var rows = new List<RowPlan>();
        foreach (var possible in supergraph.Schema.PossibleTypes(draft.Type))
        {
            if (draft.Type is ObjectType || IsPossible(possible, draft.Source, sourceType))
            {
                var shape = shapes.Of(possible);
                rows.Add(new RowPlan(shape, [.. draft.Fields.Select(field =>
                    GraphQLSchema.IsSubtype(possible, field.OnType) ? shape.SlotOf(field.Selection.Key) : -1)]));
            }
        }

        return rows;
    }

    private bool IsPossible(ObjectType type, int source, NamedType sourceType)
    {
        foreach (var candidate in supergraph.Sources[source].Schema.PossibleTypes(sourceType))
        {
            if (candidate.Name == type.Name)
            {
                return true;
            }
        }

        return false;
    }
}
