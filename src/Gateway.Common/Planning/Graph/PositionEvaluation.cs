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
    ObjectType[] possible,
    Site[] sites)
{
    private readonly List<Placement> _items = new(group.Items.Count);
    private Dictionary<(NamedType Type, string Key, int Left), Required>? _required;
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

        return new PositionPlan(_items, _unplaced, solver.Costs.Of(_items, turn), turn);
    }

    private void PlaceKnown()
    {
        foreach (var (parent, selection) in group)
        {
            if (parent is ObjectType type)
            {
                if (Array.IndexOf(possible, type) >= 0)
                {
                    PlaceAll(type, selection);
                }
            }
            else if (!TryPlaceOnAbstract(parent, selection))
            {
                PlaceOnEach(parent, selection);
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
        foreach (var (parent, selection) in group)
        {
            var start = _items.Count;
            if (parent != group.Type || PlaceInParts((ComplexType)parent, selection, _items) is not null)
            {
                _items.RemoveRange(start, _items.Count - start);
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
    private bool TryPlaceOnAbstract(NamedType parent, Selection selection)
    {
        var name = selection.Field.Name;
        if (graph.FindField(parent, name, at.Source) is not { } field || !at.Holds(field, name, parent))
        {
            return false;
        }

        foreach (var type in possible)
        {
            if (GraphQLSchema.IsSubtype(type, parent)
                && (graph.FindField(type, name, at.Source) is not { } own || !at.Holds(own, name, type)
                    || own.Link is not null))
            {
                return false;
            }
        }

        var child = selection.Children is { } children
            ? solver.Solve(children, at.Below(field, name, parent))
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
    private void PlaceOnEach(NamedType parent, Selection selection)
    {
        var (start, isLeft) = (_items.Count, possible.Length == 0);
        foreach (var candidate in graph.Supergraph.Schema.PossibleTypes(parent))
        {
            if (Array.IndexOf(possible, candidate) < 0)
            {
                continue;
            }

            if (selection.Children is not null)
            {
                PlaceAll(candidate, selection);
            }
            else
            {
                isLeft |= PlaceInParts(candidate, selection, _items) is not null;
            }
        }

        if (selection.Children is null && isLeft)
        {
            _items.RemoveRange(start, _items.Count - start);
            Leave(parent, selection);
        }
    }

    private void PlaceAll(ObjectType type, Selection selection)
    {
        if (PlaceInParts(type, selection, _items) is { } remainder)
        {
            Leave(type, remainder);
        }
    }

    private void Leave(NamedType parent, Selection selection) =>
        (_unplaced ??= new SelectionGroup(group.Type) { CommonTypes = group.CommonTypes }).Add(parent, selection);

    /// <summary>Places a selection; where no single source answers all below it, several answer a part each.</summary>
    /// <param name="type">Of the objects.</param>
    /// <param name="selection">What is asked of them.</param>
    /// <param name="placed">What is placed is added to it.</param>
    /// <returns>What cannot be had of any source; null for nothing.</returns>
    private Selection? PlaceInParts(ComplexType type, Selection selection, List<Placement> placed)
    {
        var start = placed.Count;
        var rest = selection;
        while (Best(type, rest, placed, start) is { } placement)
        {
            placed.Add(placement);
            if (placement.Child?.Unplaced is not { } unplaced)
            {
                return null;
            }

            rest = selection.With(unplaced);
        }

        return rest;
    }

    /// <param name="type">Of the objects.</param>
    /// <param name="selection">What is asked of them.</param>
    /// <param name="placed">Parts of it that are placed already, behind other placements.</param>
    /// <param name="start">Where those parts begin.</param>
    private Placement? Best(ComplexType type, Selection selection, List<Placement> placed, int start)
    {
        Placement? best = null;
        var name = selection.Field.Name;
        var sources = graph.SourcesOf(type, name);
        if (SourceGraph.FindIn(sources, at.Source) is { } local && at.Holds(local, name, type))
        {
            best = Consider(best, placed, start, new Placement
            {
                OnType = type,
                Selection = selection,
                Via = local,
                Child = selection.Children is { } children
                    ? solver.Solve(children, at.Below(local, name, type))
                    : null,
                Level = 0,
            });
            if (best is { Child: null or { Unplaced: null, Cost: { Depth: 0, Fetches: 0 } } })
            {
                return best;
            }
        }

        foreach (var site in sites)
        {
            if ((type is not InterfaceType || IsOpenSite(site, type))
                && PlaceAt(site, type, selection, sources) is { } placement)
            {
                best = Consider(best, placed, start, placement);
            }
        }

        for (var index = 0; index < sources.Count; index++)
        {
            if (sources[index].Link is not null && PlaceLink(sources[index], type, selection) is { } placement)
            {
                best = Consider(best, placed, start, placement);
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
            Child = solver.Solve(selection.Children!, at.Below(field, selection.Field.Name, type)),
            Level = opening?.Level ?? 0,
        };
    }

    private static Placement? Consider(Placement? best, List<Placement> placed, int start, Placement candidate)
    {
        for (var index = start; index < placed.Count; index++)
        {
            if (placed[index].Via == candidate.Via)
            {
                return best;
            }
        }

        return candidate.Child is { Unplaced: not null, Items.Count: 0 }
            || (best is not null && Rank(candidate).CompareTo(Rank(best)) >= 0)
            ? best
            : candidate;
    }

    private static (int Missing, int Depth, int Fetches, int Level) Rank(Placement placement) =>
        (
            PositionSolver.Missing(placement.Child?.Unplaced),
            placement.Depth,
            placement.Child?.Cost.Fetches ?? 0,
            placement.Level);

    private Placement? PlaceAt(
        Site site, ComplexType type, Selection selection, IReadOnlyList<FieldSource> sources)
    {
        budget.Spend();
        var name = selection.Field.Name;
        if (SourceGraph.FindIn(sources, site.Source) is not { } field
            || field.IsBound != site.IsStub
            || !field.IsAnswered
            || selection.Unreached?.Contains(field) == true
            || Openings.Find(site, type) is not { } opening
            || !TryRequire(type, selection, field, out var requirements))
        {
            return null;
        }

        return new Placement
        {
            OnType = type,
            Selection = selection,
            Via = field,
            Opening = opening,
            Requirements = requirements,
            Child = selection.Children is { } children
                ? solver.Solve(children, new Presence(site.Source).Below(field, name, type))
                : null,
            Level = Math.Max(opening.Level, Placement.DeepestOf(requirements) + 1),
        };
    }

    /// <summary>Places all that a field needs of its own object, where all of it can be had.</summary>
    private bool TryRequire(
        ComplexType type, Selection selection, FieldSource field, out IReadOnlyList<Placement> placed)
    {
        placed = [];
        if (field is { Requires: null, RequiredArguments.Count: 0 })
        {
            return true;
        }

        var needed = new List<Placement>();
        foreach (var set in Requirements.Of(field))
        {
            var needs = NeedsOf(type, selection, set);
            for (var index = 0; index < needs.Count; index++)
            {
                var (parent, required) = needs[index];
                if (RequireOne((ComplexType)parent, required) is not { } placements)
                {
                    return false;
                }

                needed.AddRange(placements);
            }
        }

        placed = needed;
        return true;
    }

    private IReadOnlyList<(NamedType Parent, Selection Selection)> NeedsOf(
        ComplexType type, Selection selection, FieldSet set) =>
        type is ObjectType known && selection.Needs?.GetValueOrDefault((known, set.Text)) is { } needs
            ? needs
            : graph.Directives.SelectionOf(type, set.Selection).Items;

    /// <summary>What is found is kept; what is not may be found once more sources are open.</summary>
    private IReadOnlyList<Placement>? RequireOne(ComplexType type, Selection selection)
    {
        var key = (type, solver.TextOf(selection), solver.Left);
        if (_required?.TryGetValue(key, out var known) == true
            && (known.Placements is not null || known.Openings == Openings.Count))
        {
            solver.Note(known.Depth);
            return known.Placements;
        }

        List<Placement>? placed = null;
        var depth = PositionSolver.TooDeep;
        if (solver.TryBeginRequirement(out var around))
        {
            // Mostly one source has all of it.
            var whole = new List<Placement>(1);
            placed = PlaceInParts(type, selection, whole) is null ? whole : null;
            depth = solver.EndRequirement(around);
        }

        (_required ??= [])[key] = new Required(placed, depth, Openings.Count);
        return placed;
    }

    /// <param name="Placements">Null where it cannot be had.</param>
    /// <param name="Depth">How many requirements within it were followed.</param>
    /// <param name="Openings">How many ways in were known.</param>
    private readonly record struct Required(IReadOnlyList<Placement>? Placements, int Depth, int Openings);
}
