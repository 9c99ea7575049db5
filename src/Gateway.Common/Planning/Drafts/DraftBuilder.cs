using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Graph;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Drafts;

/// <summary>Turns placements into fetches that depend on one another.</summary>
internal sealed class DraftBuilder(SourceGraph graph, OperationType operation, PlanBudget budget)
{
    private readonly SourceGraph _graph = graph;
    private readonly PlanBudget _budget = budget;
    private readonly List<FetchDraft> _drafts = [];
    private readonly ContextDrafts _contexts = new();

    public IReadOnlyList<FetchDraft> Drafts => _drafts;

    /// <summary>Query and subscription: everything that can run side by side does.</summary>
    public void BuildRoot(PositionPlan plan)
    {
        new Place(this, Position.Root, null, null, []).Build(plan);
        _contexts.Order(_drafts);
    }

    /// <summary>Mutation: one root field after the other, each with all below it, as GraphQL §6.3.1 has it.</summary>
    public void BuildSerially(IEnumerable<PositionPlan> plans)
    {
        FetchDraft? previous = null;
        var before = 0;
        foreach (var plan in plans)
        {
            var start = _drafts.Count;
            new Place(this, Position.Root, null, null, []).Build(plan);
            foreach (var draft in _drafts.Skip(start).Where(draft => draft.DependsOn.Count == 0).ToArray())
            {
                draft.DependsOn.UnionWith(_drafts.Take(start).Skip(before));
            }

            previous = Join(previous, start);
            before = start == _drafts.Count ? before : start;
        }

        _contexts.Order(_drafts);
    }

    /// <summary>
    /// Consecutive root fields of one GraphQL source share a call: the source runs them in order itself.
    /// </summary>
    private FetchDraft? Join(FetchDraft? previous, int start)
    {
        var added = _drafts.Skip(start).ToArray();
        if (added is not [var first, ..])
        {
            return previous;
        }

        var isPlain = _drafts.Count == start + 1;
        if (previous is null || previous.Source != first.Source || !AnswersWholeSelections(first.Source)
            || previous != _drafts[start - 1])
        {
            return isPlain ? first : null;
        }

        previous.Selection.Absorb(first.Selection);
        previous.Wanted.Absorb(first.Wanted);
        previous.Links.AddRange(first.Links);
        _drafts.Remove(first);
        _contexts.Replace(first, previous);
        foreach (var draft in added)
        {
            if (draft.DependsOn.Remove(first))
            {
                draft.DependsOn.Add(previous);
            }
        }

        return isPlain ? previous : null;
    }

    private bool AnswersWholeSelections(int source) => _graph.Supergraph.Sources[source].Kind == SourceKind.GraphQL;

    /// <summary>One position: the draft and selection that hold its objects, and when it is asked for.</summary>
    private sealed class Place(
        DraftBuilder builder,
        Position position,
        FetchDraft? holder,
        SelectionDraft? held,
        IReadOnlyList<FetchCondition> outer,
        IReadOnlyList<FetchCondition>? untold = null)
    {
        private Dictionary<(Site, ComplexType, int Level, string Part), FetchDraft>? _entered;
        private Dictionary<Placement, HashSet<FetchDraft>>? _required;

        /// <param name="plan">Of this position.</param>
        /// <param name="touched">
        /// Receives every draft that answers something of this position or below it; null where nobody asks.
        /// </param>
        public void Build(PositionPlan plan, HashSet<FetchDraft>? touched = null)
        {
            foreach (var item in plan.Items)
            {
                var wanted = item.Selection.Conditions is { } own ? [.. outer, .. own] : outer;
                Add(item, item.Selection.Conditions, wanted, touched);
            }

            if (plan.Turn is { } turn)
            {
                var teller = Enter(turn.Opening, null, outer);
                teller.TellsType = true;
                touched?.Add(teller);
                new Place(builder, position, teller, teller.Selection, outer).Build(turn.Plan, touched);
            }
        }

        private void Add(
            Placement item,
            IReadOnlyList<FetchCondition>? conditions,
            IReadOnlyList<FetchCondition> wanted,
            HashSet<FetchDraft>? touched)
        {
            if (item.Selection.GivenTo is not { } givenTo)
            {
                AddItem(item, conditions, wanted, touched);
                return;
            }

            var own = new HashSet<FetchDraft>();
            AddItem(item, conditions, wanted, own);
            foreach (var argument in givenTo)
            {
                builder._contexts.Add(position, argument, own);
            }

            touched?.UnionWith(own);
        }

        private void AddItem(
            Placement item,
            IReadOnlyList<FetchCondition>? conditions,
            IReadOnlyList<FetchCondition> wanted,
            HashSet<FetchDraft>? touched)
        {
            HashSet<FetchDraft>? required = null;
            foreach (var requirement in item.Requirements)
            {
                (required ??= []).UnionWith(Require(requirement, wanted));
            }

            var draft = item.Opening is { } opening ? Enter(opening, item, wanted) : holder!;
            if (required is not null)
            {
                required.Remove(draft);
                draft.DependsOn.UnionWith(required);
            }

            var selection = item.Opening is null ? held! : draft.Selection;
            touched?.Add(draft);
            if (selection.IsStub && item.Via.Link is null)
            {
                return;
            }

            if (item.Via.Link is { } link)
            {
                AddLink(draft, selection, item, link);
                var stub = new SelectionDraft(item.Selection.Children!.Type, item.Via.Source, isStub: true);
                new Place(builder, Below(item), draft, stub, wanted).Build(item.Child!, touched);
                return;
            }

            builder._budget.SpendField();
            // Of an object of its own fetch, conditions around it say when the fetch is made.
            var when = item.Opening is null ? FieldConditions.Both(untold, conditions) : conditions;
            var field = selection.Add(item.OnType, item.Via, item.Selection, when);
            if (item.Child is { } child)
            {
                var left = FieldConditions.Beyond(field.Conditions, when);
                new Place(builder, Below(item), draft, field.Child, wanted, left).Build(child, touched);
            }
        }

        private Position Below(Placement item) => new(position, item.OnType, item.Selection.Key);

        /// <summary>What several fields require is asked once, and wanted when one of them is.</summary>
        private HashSet<FetchDraft> Require(Placement requirement, IReadOnlyList<FetchCondition> wanted)
        {
            if (!(_required ??= []).TryGetValue(requirement, out var touched))
            {
                _required.Add(requirement, touched = []);
                Add(requirement, null, wanted, touched);
                return touched;
            }

            foreach (var draft in touched.Where(draft => draft != holder))
            {
                draft.Wanted.Add(wanted);
            }

            return touched;
        }

        private void AddLink(FetchDraft draft, SelectionDraft selection, Placement item, FieldLink link)
        {
            foreach (var member in link.Members)
            {
                AddHidden(selection, (ComplexType)item.OnType, member.From, null);
            }

            draft.Links.Add(new LinkDraft(position, (ObjectType)item.OnType, item.Selection, link));
        }

        private FetchDraft Enter(Opening opening, Placement? item, IReadOnlyList<FetchCondition> wanted)
        {
            var requiring = item is { NeedsMore: true } ? [item.Via] : Array.Empty<FieldSource>();
            var level = item is { NeedsMore: true } ? item.Level : opening.Level;
            var part = PartOf(opening, item);
            _entered ??= [];
            if (_entered.TryGetValue((opening.Site, opening.Type, level, part), out var known))
            {
                known.Wanted.Add(wanted);
                return known;
            }

            var draft = new FetchDraft
            {
                Source = opening.Site.Source,
                Operation = builder._graph.IsRoot(opening.Type) && position == Position.Root
                    ? builder.OperationOf(opening.Type)
                    : OperationType.Query,
                Type = opening.Type,
                Lookup = opening.Lookup,
                Requiring = requiring,
                Positions = [position],
                Selection = new SelectionDraft(opening.Type, opening.Site.Source),
            };
            draft.Wanted.Add(wanted);
            _entered.Add((opening.Site, opening.Type, level, part), draft);
            builder._drafts.Add(draft);
            if (holder is not null)
            {
                draft.DependsOn.Add(holder);
            }

            foreach (var (field, supplier) in opening.Supplies)
            {
                var from = supplier is null ? held! : Enter(supplier, null, []).Selection;
                if (supplier is not null)
                {
                    draft.DependsOn.Add(Enter(supplier, null, []));
                }

                AddHidden(from, opening.Type, field.Name.Value, field);
                if (opening.Lookup?.Form == LookupForm.Batch)
                {
                    // The answer is matched back by the key, so the key is asked for too.
                    AddHidden(draft.Selection, opening.Type, field.Name.Value, field);
                }
            }

            foreach (var placement in opening.Gathered)
            {
                draft.DependsOn.UnionWith(Require(placement, wanted).Where(other => other != holder));
            }

            return draft;
        }

        /// <summary>
        /// A bound source answers one field a call, so that nobody waits for another's answer; requirements keep calls
        /// apart too.
        /// </summary>
        private string PartOf(Opening opening, Placement? item)
        {
            if (item is null)
            {
                return "";
            }

            var isOwnCall = !builder.AnswersWholeSelections(opening.Site.Source)
                && (opening.Site.IsStub || builder._graph.IsRoot(opening.Type));
            var requirements = !item.NeedsMore
                ? ""
                : string.Join('|', Requirements.Of(item.Via).Select(set => set.Text).Append(ArgumentsOf(item.Via)));
            return isOwnCall ? $"{item.Selection.Key}|{requirements}" : requirements;
        }

        /// <summary>The arguments of one field are not those of another.</summary>
        private static string ArgumentsOf(FieldSource field) =>
            field.ContextArguments.Count > 0 || field.RequiredArguments.Count > 0 ? field.Field.Coordinate : "";

        /// <summary>Asks for a field that the plan needs, though maybe no client does.</summary>
        private void AddHidden(SelectionDraft selection, ComplexType type, string name, FieldNode? node)
        {
            if (selection.IsStub || name.StartsWith("__", StringComparison.Ordinal))
            {
                return;
            }

            var set = node is null ? null : new SelectionSetNode([node], node.Span);
            var wanted = set is null
                ? new Selection { Field = type.Fields.Find(name)!, Key = name, Arguments = [] }
                : Requirements.Select(builder._graph.Supergraph.Schema, type, set).Items[0].Selection;
            AddCovered(selection, type, wanted);
        }

        private void AddCovered(SelectionDraft selection, NamedType onType, Selection wanted)
        {
            var via = builder._graph.FindField(onType, wanted.Field.Name, selection.Source)!;
            builder._budget.SpendField();
            var field = selection.Add(onType, via, wanted, null, isHidden: true);
            foreach (var (parent, child) in wanted.Children?.Items ?? [])
            {
                AddCovered(field.Child!, parent, child);
            }
        }
    }

    private OperationType OperationOf(ComplexType root) =>
        root == _graph.Supergraph.Schema.RootType(operation) ? operation : OperationType.Query;
}
