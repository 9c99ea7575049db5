using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>Places what is selected at a position, given the sources that may be entered there.</summary>
internal sealed class PositionEvaluation(
    SourceGraph graph, PositionSolver solver, SelectionGroup group, Presence at, IReadOnlyList<Site> sites)
{
    /// <summary>Requirements of requirements, and keys fetched to fetch keys.</summary>
    private const int ChainMax = 16;

    private readonly Dictionary<ObjectType, Dictionary<Site, Opening>> _openings = [];
    private readonly Dictionary<(NamedType Type, string Key), IReadOnlyList<Placement>?> _requirements = [];
    private readonly List<Placement> _items = [];
    private SelectionGroup? _unplaced;
    private int _chain;

    public PositionPlan Run()
    {
        var possible = graph.PossibleTypes(group.Type, at);
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
                var candidates = graph.Supergraph.Schema.PossibleTypes(parent).ToArray();
                foreach (var candidate in candidates.Where(possible.Contains))
                {
                    PlaceAll(candidate, selection);
                }
            }
        }

        return new PositionPlan(_items, _unplaced, Cost());
    }

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

    private void PlaceAll(ObjectType type, Selection selection)
    {
        var (placed, remainder) = PlaceInParts(type, selection);
        _items.AddRange(placed);
        if (remainder is not null)
        {
            (_unplaced ??= new SelectionGroup(group.Type)).Add(type, remainder);
        }
    }

    /// <summary>Places a selection; where no single source answers all below it, several answer a part each.</summary>
    private (IReadOnlyList<Placement> Placed, Selection? Remainder) PlaceInParts(ObjectType type, Selection selection)
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

            rest = new Selection
            {
                Field = selection.Field,
                Key = selection.Key,
                Arguments = selection.Arguments,
                Conditions = selection.Conditions,
                Children = unplaced,
            };
        }

        return (placed, rest);
    }

    private Placement? Best(ObjectType type, Selection selection, List<Placement> placed)
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

        foreach (var site in sites)
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
    private Placement? PlaceLink(FieldSource field, ObjectType type, Selection selection)
    {
        Opening? opening = null;
        if (!graph.Shows(at, type, field.Link!))
        {
            opening = sites.Where(static site => !site.IsStub)
                .Select(site => Open(site, type))
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

    private Placement? PlaceAt(Site site, ObjectType type, Selection selection)
    {
        var name = selection.Field.Name;
        if (graph.FindField(type, name, site.Source) is not { } field
            || field.IsBound != site.IsStub
            || (field.IsExternal && !field.IsKeyField)
            || Open(site, type) is not { } opening
            || Require(type, field) is not { } requirements)
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

    /// <summary>
    /// The cheapest way to enter a source for objects of that type; null where its key cannot be had.
    /// </summary>
    private Opening? Open(Site site, ObjectType type)
    {
        if (!_openings.TryGetValue(type, out var openings))
        {
            _openings.Add(type, openings = OpenAll(type));
        }

        return openings.GetValueOrDefault(site);
    }

    /// <summary>
    /// Round after round, the sites whose keys the objects or sites opened in earlier rounds show: so each is opened at
    /// its lowest level, and keys that need one another open nothing.
    /// </summary>
    private Dictionary<Site, Opening> OpenAll(ObjectType type)
    {
        if (graph.IsRoot(type))
        {
            return sites.ToDictionary(site => site, site => new Opening { Site = site, Type = type, Level = 1 });
        }

        var opened = new Dictionary<Site, Opening>();
        for (var round = 0; round < ChainMax; round++)
        {
            var found = graph.Lookups(type)
                .Where(entry => sites.Contains(entry.Site) && !opened.ContainsKey(entry.Site))
                .Select(entry => Supply(entry.Site, type, entry.Lookup, opened))
                .OfType<Opening>()
                .ToArray();
            if (found.Length == 0)
            {
                break;
            }

            foreach (var opening in found)
            {
                opened.TryAdd(opening.Site, opening);
            }
        }

        return opened;
    }

    private Opening? Supply(Site site, ObjectType type, Lookup lookup, Dictionary<Site, Opening> opened)
    {
        var supplies = new List<(FieldNode Field, Opening? Supplier)>();
        var level = 1;
        foreach (var node in lookup.Key.Selection.Selections.OfType<FieldNode>())
        {
            if (graph.Covers(at, type, node))
            {
                supplies.Add((node, null));
                continue;
            }

            var supplier = sites
                .Where(other => !other.IsStub && opened.ContainsKey(other)
                    && graph.Covers(new Presence(other.Source), type, node))
                .Select(other => opened[other])
                .MinBy(other => other.Level);
            if (supplier is null)
            {
                return null;
            }

            supplies.Add((node, supplier));
            level = Math.Max(level, supplier.Level + 1);
        }

        return new Opening { Site = site, Type = type, Lookup = lookup, Supplies = supplies, Level = level };
    }

    /// <summary>Places all that a field needs of its own object; null where something cannot be had.</summary>
    private List<Placement>? Require(ObjectType type, FieldSource field)
    {
        var needed = new List<Placement>();
        foreach (var set in Requirements.Of(field))
        {
            foreach (var (parent, selection) in Requirements.Select(graph.Supergraph.Schema, type, set.Selection).Items)
            {
                if (RequireOne((ObjectType)parent, selection) is not { } placements)
                {
                    return null;
                }

                needed.AddRange(placements);
            }
        }

        return needed;
    }

    private IReadOnlyList<Placement>? RequireOne(ObjectType type, Selection selection)
    {
        var key = (type, $"{selection.Key}{Requirements.TextOf(selection.Children)}");
        if (_requirements.TryGetValue(key, out var known))
        {
            return known;
        }

        _requirements[key] = null;
        IReadOnlyList<Placement>? found = null;
        if (_chain < ChainMax)
        {
            _chain++;
            var (placed, remainder) = PlaceInParts(type, selection);
            found = remainder is null ? placed : null;
            _chain--;
        }

        _requirements[key] = found;
        return found;
    }

    private PlanCost Cost()
    {
        var calls = new HashSet<(Site Site, int Level)>();
        var cost = default(PlanCost);
        foreach (var item in _items)
        {
            Count(item, calls, ref cost);
        }

        return cost with { Fetches = cost.Fetches + calls.Count };
    }

    private static Opening? SupplierOf(Opening opening) =>
        opening.Supplies.Select(supply => supply.Supplier).FirstOrDefault(supplier => supplier is not null);

    private static void Count(Placement item, HashSet<(Site Site, int Level)> calls, ref PlanCost cost)
    {
        for (var opening = item.Opening; opening is not null; opening = SupplierOf(opening))
        {
            calls.Add((opening.Site, opening == item.Opening ? item.Level : opening.Level));
        }

        foreach (var required in item.Requirements)
        {
            Count(required, calls, ref cost);
        }

        var child = item.Child?.Cost ?? default;
        cost = new PlanCost(
            Math.Max(cost.Depth, item.Level + child.Depth),
            cost.Fetches + child.Fetches,
            cost.Fields + 1 + child.Fields);
    }
}
