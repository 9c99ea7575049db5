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
                foreach (var earlier in _drafts.Take(start).Skip(before))
                {
                    draft.DependsOn.Add(earlier);
                }
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

        previous.Absorb(first);
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
        private Dictionary<Placement, DraftSet>? _required;

        /// <param name="plan">Of this position.</param>
        /// <param name="touched">
        /// Receives every draft that answers something of this position or below it; null where nobody asks.
        /// </param>
        public void Build(PositionPlan plan, DraftSet? touched = null)
        {
            for (var index = 0; index < plan.Items.Count; index++)
            {
                var item = plan.Items[index];
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
            DraftSet? touched)
        {
            if (item.Selection.GivenTo is not { } givenTo)
            {
                AddItem(item, conditions, wanted, touched);
                return;
            }

            var own = new DraftSet();
            AddItem(item, conditions, wanted, own);
            foreach (var argument in givenTo)
            {
                builder._contexts.Add(position, argument, own);
            }

            touched?.AddAll(own);
        }

        private void AddItem(
            Placement item,
            IReadOnlyList<FetchCondition>? conditions,
            IReadOnlyList<FetchCondition> wanted,
            DraftSet? touched)
        {
            DraftSet? required = null;
            for (var index = 0; index < item.Requirements.Count; index++)
            {
                (required ??= new DraftSet()).AddAll(Require(item.Requirements[index], wanted));
            }

            var draft = item.Opening is { } opening ? Enter(opening, item, wanted) : holder!;
            if (required is not null)
            {
                required.Remove(draft);
                draft.DependsOn.AddAll(required);
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
        private DraftSet Require(Placement requirement, IReadOnlyList<FetchCondition> wanted)
        {
            if (!(_required ??= []).TryGetValue(requirement, out var touched))
            {
                _required.Add(requirement, touched = new DraftSet());
                Add(requirement, null, wanted, touched);
                return touched;
            }

            foreach (var draft in touched)
            {
                if (draft != holder)
                {
                    draft.Wanted.Add(wanted);
                }
            }

            return touched;
        }

        private void AddLink(FetchDraft draft, SelectionDraft selection, Placement item, FieldLink link)
        {
            var type = (ComplexType)item.OnType;
            foreach (var member in link.Members)
            {
                if (!selection.IsStub)
                {
                    var from = type.Fields.Find(member.From)!;
                    AddCovered(selection, type, new Selection { Field = from, Key = from.Name, Arguments = [] });
                }
            }

            draft.Add(new LinkDraft(position, (ObjectType)item.OnType, item.Selection, link));
        }

        private FetchDraft Enter(Opening opening, Placement? item, IReadOnlyList<FetchCondition> wanted)
        {
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
                Requiring = item is { NeedsMore: true } ? [item.Via] : [],
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

            Supply(draft, opening, wanted);
            return draft;
        }

        /// <summary>Asks for a fetch's keys where they are to be had.</summary>
        private void Supply(FetchDraft draft, Opening opening, IReadOnlyList<FetchCondition> wanted)
        {
            for (var index = 0; index < opening.Supplies.Count; index++)
            {
                var (field, supplier) = opening.Supplies[index];
                var supplying = supplier is null ? null : Enter(supplier, null, []);
                if (supplying is not null)
                {
                    draft.DependsOn.Add(supplying);
                }

                AddHidden(supplying?.Selection ?? held!, opening.Type, field);
                if (opening.Lookup?.Form == LookupForm.Batch)
                {
                    // The answer is matched back by the key, so the key is asked for too.
                    AddHidden(draft.Selection, opening.Type, field);
                }
            }

            for (var index = 0; index < opening.Gathered.Count; index++)
            {
                foreach (var other in Require(opening.Gathered[index], wanted))
                {
                    if (other != holder)
                    {
                        draft.DependsOn.Add(other);
                    }
                }
            }
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
            var requirements = item.NeedsMore ? builder._graph.Directives.TextOf(item.Via) : "";
            return isOwnCall ? $"{item.Selection.Key}|{requirements}" : requirements;
        }

        /// <summary>Asks for a part of a key that the plan needs, though maybe no client does.</summary>
        private void AddHidden(SelectionDraft selection, ComplexType type, FieldNode part)
        {
            if (!selection.IsStub && !part.Name.Utf8.StartsWith("__"u8))
            {
                AddCovered(selection, type, builder._graph.Directives.PartOf(type, part));
            }
        }

        private void AddCovered(SelectionDraft selection, NamedType onType, Selection wanted)
        {
            var via = builder._graph.FindField(onType, wanted.Field.Name, selection.Source)!;
            builder._budget.SpendField();
            var field = selection.Add(onType, via, wanted, null, isHidden: true);
            if (wanted.Children is not { } children)
            {
                return;
            }

            foreach (var (parent, child) in children)
            {
                AddCovered(field.Child!, parent, child);
            }
        }
    }

    private OperationType OperationOf(ComplexType root) =>
        root == _graph.Supergraph.Schema.RootType(operation) ? operation : OperationType.Query;
}
