using Gateway.Common.Composition;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>Places what is selected at a position, given the sources that may be entered there.</summary>
internal sealed class PositionEvaluation(
    SourceGraph graph,
    PositionSolver solver,
    PlanBudget budget,
    SelectionGroup group,
    Presence at,
    IReadOnlyList<Site> sites)
{
    private readonly Dictionary<(NamedType Type, string Key), IReadOnlyList<Placement>> _requirements = [];
    private readonly HashSet<(NamedType Type, string Key)> _required = [];
    private readonly Dictionary<(NamedType Type, string Key), int> _refused = [];
    private readonly List<Placement> _items = [];
    private Openings? _openings;
    private SelectionGroup? _unplaced;

    private Openings Openings => _openings ??= new Openings(graph, at, sites, RequireOne);

    public PositionPlan Run()
    {
        var turn = graph.IsOpen(group.Type, at) ? PlaceOpen() : null;
        if (turn is null && _unplaced is null && _items.Count == 0)
        {
            PlaceKnown();
        }

        return new PositionPlan(_items, _unplaced, CostCount.Of(_items, turn), turn);
    }

    private void PlaceKnown()
    {
        var possible = graph.PossibleTypes(group.Type, at).Where(group.Allows).ToArray();
        foreach (var (parent, selection) in group.Items)
        {
            if (parent is ObjectType type)
            {
                if (possible.Contains(type))
                {
                    PlaceAll(type, selection);
                }
            }
            else if (!TryPlaceOnAbstract(parent, selection, possible))
            {
                PlaceOnEach(parent, selection, possible);
            }
        }
    }

    /// <summary>
    /// Objects whose type their source does not know: what can be had of any of them is asked of the interface, all
    /// else of a source that says what they are.
    /// </summary>
    private Turn? PlaceOpen()
    {
        var rest = new SelectionGroup(group.Type) { AsksTypeName = group.AsksTypeName };
        foreach (var (parent, selection) in group.Items)
        {
            if (parent == group.Type && PlaceInParts((ComplexType)parent, selection) is (var placed, null))
            {
                _items.AddRange(placed);
            }
            else
            {
                rest.Add(parent, selection);
            }
        }

        if (rest is { Items.Count: 0, AsksTypeName: false })
        {
            return null;
        }

        var turn = FindTurn(rest);
        _unplaced = turn is null ? rest : turn.Plan.Unplaced;
        return turn;
    }

    private Turn? FindTurn(SelectionGroup rest)
    {
        Turn? best = null;
        foreach (var site in sites)
        {
            if (!IsOpenSite(site, group.Type) && Openings.Find(site, (ComplexType)group.Type) is { } opening)
            {
                var turn = new Turn(opening, solver.Solve(rest, new Presence(site.Source)));
                best = best is null || Rank(turn).CompareTo(Rank(best)) < 0 ? turn : best;
            }
        }

        return best;
    }

    private static (int Missing, int Depth, int Fetches) Rank(Turn turn) => (
        PositionSolver.Missing(turn.Plan.Unplaced),
        turn.Opening.Level + turn.Plan.Cost.Depth,
        turn.Plan.Cost.Fetches);

    /// <summary>Whether the source has an object in place of the interface.</summary>
    private bool IsOpenSite(Site site, NamedType type) =>
        graph.Supergraph.Find(type)?.FindSource(site.Source) is { IsInterfaceObject: true };

    /// <summary>
    /// One question on the interface, where the source that holds the objects answers it for each of their types.
    /// </summary>
    private bool TryPlaceOnAbstract(NamedType parent, Selection selection, IReadOnlyList<ObjectType> possible)
    {
        var name = selection.Field.Name;
        if (graph.FindField(parent, name, at.Source) is not { } field || !at.Holds(field, name, parent.Name))
        {
            return false;
        }

        foreach (var type in possible)
        {
            if (GraphQLSchema.IsSubtype(type, parent)
                && (graph.FindField(type, name, at.Source) is not { } own || !at.Holds(own, name, type.Name)
                    || own.Link is not null))
            {
                return false;
            }
        }

        var child = selection.Children is { } children
            ? solver.Solve(children, at.Below(field, name, parent.Name))
            : null;
        if (child?.Unplaced is not null)
        {
            return false;
        }

        _items.Add(new Placement { OnType = parent, Selection = selection, Via = field, Child = child, Level = 0 });
        return true;
    }

    /// <summary>
    /// A leaf of an interface that cannot be had of some of its types is not asked at all: whoever gives the object has
    /// to be able to answer, whatever it turns out to be.
    /// </summary>
    private void PlaceOnEach(NamedType parent, Selection selection, ObjectType[] possible)
    {
        var candidates = graph.Supergraph.Schema.PossibleTypes(parent).ToArray().Where(possible.Contains);
        if (selection.Children is not null)
        {
            foreach (var candidate in candidates)
            {
                PlaceAll(candidate, selection);
            }

            return;
        }

        var all = candidates.Select(candidate => PlaceInParts(candidate, selection)).ToArray();
        if (possible.Length == 0 || Array.Exists(all, static one => one.Remainder is not null))
        {
            Leave(parent, selection);
            return;
        }

        _items.AddRange(all.SelectMany(static one => one.Placed));
    }

    private void PlaceAll(ObjectType type, Selection selection)
    {
        var (placed, remainder) = PlaceInParts(type, selection);
        _items.AddRange(placed);
        if (remainder is not null)
        {
            Leave(type, remainder);
        }
    }

    private void Leave(NamedType parent, Selection selection) =>
        (_unplaced ??= new SelectionGroup(group.Type) { CommonTypes = group.CommonTypes }).Add(parent, selection);

    /// <summary>Places a selection; where no single source answers all below it, several answer a part each.</summary>
    private (IReadOnlyList<Placement> Placed, Selection? Remainder) PlaceInParts(ComplexType type, Selection selection)
    {
        var placed = new List<Placement>();
        var rest = selection;
        while (Best(type, rest, placed) is { } placement)
        {
            placed.Add(placement);
            if (placement.Child?.Unplaced is not { } unplaced)
            {
                return (placed, null);
            }

            rest = selection.With(unplaced);
        }

        return (placed, rest);
    }

    private Placement? Best(ComplexType type, Selection selection, List<Placement> placed)
    {
        Placement? best = null;
        var name = selection.Field.Name;
        if (graph.FindField(type, name, at.Source) is { } local && at.Holds(local, name, type.Name))
        {
            best = Consider(best, placed, new Placement
            {
                OnType = type,
                Selection = selection,
                Via = local,
                Child = selection.Children is { } children
                    ? solver.Solve(children, at.Below(local, name, type.Name))
                    : null,
                Level = 0,
            });
        }

        foreach (var site in type is InterfaceType ? sites.Where(site => IsOpenSite(site, type)) : sites)
        {
            if (PlaceAt(site, type, selection) is { } placement)
            {
                best = Consider(best, placed, placement);
            }
        }

        foreach (var link in graph.Links(type, name))
        {
            if (PlaceLink(link, type, selection) is { } placement)
            {
                best = Consider(best, placed, placement);
            }
        }

        return best;
    }

    /// <summary>
    /// A link needs no call of its own: wherever the fields are that make the stub, the stub can be
    /// made.
    /// </summary>
    private Placement? PlaceLink(FieldSource field, ComplexType type, Selection selection)
    {
        Opening? opening = null;
        if (!graph.Shows(at, type, field.Link!))
        {
            opening = sites.Where(static site => !site.IsStub)
                .Select(site => Openings.Find(site, type))
                .Where(candidate => candidate is not null
                    && graph.Shows(new Presence(candidate.Site.Source), type, field.Link!))
                .MinBy(candidate => candidate!.Level);
            if (opening is null)
            {
                return null;
            }
        }

        return new Placement
        {
            OnType = type,
            Selection = selection,
            Via = field,
            Opening = opening,
            Child = solver.Solve(selection.Children!, at.Below(field, selection.Field.Name, type.Name)),
            Level = opening?.Level ?? 0,
        };
    }

    private static Placement? Consider(Placement? best, List<Placement> placed, Placement candidate)
    {
        if (placed.Exists(earlier => earlier.Via == candidate.Via)
            || (candidate.Child is { Unplaced: not null, Items.Count: 0 }))
        {
            return best;
        }

        return best is null || Rank(candidate).CompareTo(Rank(best)) < 0 ? candidate : best;
    }

    private static (int Missing, int Depth, int Fetches, int Level) Rank(Placement placement) =>
        (
            PositionSolver.Missing(placement.Child?.Unplaced),
            placement.Depth,
            placement.Child?.Cost.Fetches ?? 0,
            placement.Level);

    private Placement? PlaceAt(Site site, ComplexType type, Selection selection)
    {
        budget.Spend();
        var name = selection.Field.Name;
        if (graph.FindField(type, name, site.Source) is not { } field
            || field.IsBound != site.IsStub
            || !field.IsAnswered
            || selection.Unreached?.Contains(field) == true
            || Openings.Find(site, type) is not { } opening
            || Require(type, selection, field) is not { } requirements)
        {
            return null;
        }

        var level = requirements.Aggregate(
            opening.Level, static (level, required) => Math.Max(level, required.Depth + 1));
        return new Placement
        {
            OnType = type,
            Selection = selection,
            Via = field,
            Opening = opening,
            Requirements = requirements,
            Child = selection.Children is { } children
                ? solver.Solve(children, new Presence(site.Source).Below(field, name, type.Name))
                : null,
            Level = level,
        };
    }

    /// <summary>Places all that a field needs of its own object; null where something cannot be had.</summary>
    private List<Placement>? Require(ComplexType type, Selection selection, FieldSource field)
    {
        var needed = new List<Placement>();
        foreach (var set in Requirements.Of(field))
        {
            foreach (var (parent, required) in NeedsOf(type, selection, set))
            {
                if (RequireOne((ComplexType)parent, required) is not { } placements)
                {
                    return null;
                }

                needed.AddRange(placements);
            }
        }

        return needed;
    }

    private IReadOnlyList<(NamedType Parent, Selection Selection)> NeedsOf(
        ComplexType type, Selection selection, FieldSet set) =>
        type is ObjectType known && selection.Needs?.GetValueOrDefault((known, set.Text)) is { } needs
            ? needs
            : solver.NeedsOf(type, set).Items;

    /// <summary>
    /// What is found is kept; what is not may be found once more sources are open. What needs itself is not found.
    /// </summary>
    private IReadOnlyList<Placement>? RequireOne(ComplexType type, Selection selection)
    {
        var key = (type, solver.TextOf(selection));
        if (_requirements.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_refused.GetValueOrDefault(key, -1) == Openings.Count
            || _required.Count >= Openings.ChainMax || !_required.Add(key))
        {
            return null;
        }

        var placed = solver.Require(
            () => PlaceInParts(type, selection) is (var whole, null) ? whole : null);
        _required.Remove(key);
        if (placed is null)
        {
            _refused[key] = Openings.Count;
            return null;
        }

        _requirements.Add(key, placed);
        return placed;
    }
}
