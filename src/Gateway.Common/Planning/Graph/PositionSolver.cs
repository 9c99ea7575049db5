using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>Finds the cheapest way to answer what is selected at a position.</summary>
/// <remarks>
/// Shape: positions are solved from the leaves up, once for each place where their objects can be present. At a
/// position, sets of sources to enter are tried from the smallest up; a larger set is tried only while it could still
/// be cheaper.
/// Bounds: <see cref="SitesMax"/> sites are combined freely, more one by one; past what the budget allows to search,
/// all sites of a position are entered at once. What fields require of objects below their own is one selection,
/// wherever it is required, so that it is solved once for each place of its objects; what needs itself cannot be
/// had, nor what is more than <see cref="RequiredMax"/> requirements away.
/// </remarks>
internal sealed class PositionSolver(SourceGraph graph, PlanBudget budget)
{
    private const int SitesMax = 6;

    /// <summary>Requirements within requirements, of whatever object.</summary>
    private const int RequiredMax = 2 * Openings.ChainMax;

    /// <summary>What a requirement costs that is more than <see cref="Openings.ChainMax"/> away.</summary>
    private const int FarUnits = 512;

    /// <summary>Stands for a plan that is the same whatever is being solved around it.</summary>
    private const int Free = int.MaxValue;

    private readonly Dictionary<(SelectionGroup Group, Presence At), PositionPlan> _solved = [];
    private readonly Dictionary<(SelectionGroup Group, Presence At), int> _open = [];
    private readonly Dictionary<(ComplexType, string), SelectionGroup> _needs = [];
    private readonly Dictionary<(ComplexType, FieldNode), Selection> _keyParts = [];
    private readonly Dictionary<Selection, string> _texts = [];
    private int _required;

    /// <summary>The outermost open position that something was refused for, because it needs itself.</summary>
    private int _refusedFor = Free;

    /// <summary>One count for all evaluations: none ends within another.</summary>
    public CostCount Costs { get; } = new();

    public PositionPlan Solve(SelectionGroup group, Presence at)
    {
        if (_solved.TryGetValue((group, at), out var known))
        {
            return known;
        }

        if (_open.TryGetValue((group, at), out var around))
        {
            _refusedFor = Math.Min(_refusedFor, around);
            return new PositionPlan([], group, default);
        }

        var before = _refusedFor;
        var own = _open.Count;
        _refusedFor = Free;
        _open.Add((group, at), own);
        var plan = Search(group, at);
        _open.Remove((group, at));
        if (_refusedFor >= own)
        {
            // What was refused within, was refused for this one: elsewhere it is the same.
            _solved[(group, at)] = plan;
            _refusedFor = Free;
        }

        _refusedFor = Math.Min(_refusedFor, before);
        return plan;
    }

    /// <summary>What a directive says that a field needs of its object: the same selection at each position.</summary>
    public SelectionGroup NeedsOf(ComplexType type, FieldSet set)
    {
        if (!_needs.TryGetValue((type, set.Text), out var needs))
        {
            needs = Requirements.Select(graph.Supergraph.Schema, type, set.Selection);
            _needs.Add((type, set.Text), needs);
        }

        return needs;
    }

    /// <summary>A part of a key, to be gathered: the same selection wherever it is needed.</summary>
    public Selection NeedOf(ComplexType type, FieldNode node)
    {
        if (!_keyParts.TryGetValue((type, node), out var need))
        {
            var set = new SelectionSetNode([node], node.Span);
            need = Requirements.Select(graph.Supergraph.Schema, type, set).Items[0].Selection;
            _keyParts.Add((type, node), need);
        }

        return need;
    }

    /// <summary>Canonical text of a required selection.</summary>
    public string TextOf(Selection selection)
    {
        if (!_texts.TryGetValue(selection, out var text))
        {
            text = $"{selection.Key}{Requirements.TextOf(selection.Children)}";
            _texts.Add(selection, text);
        }

        return text;
    }

    /// <summary>Runs what places a requirement; null past <see cref="RequiredMax"/>.</summary>
    public T? Require<T>(Func<T?> place)
        where T : class
    {
        if (_required == RequiredMax)
        {
            _refusedFor = 0;
            return null;
        }

        // So far away they are many, and each holds what was found on the way.
        budget.Spend(_required < Openings.ChainMax ? 0 : FarUnits);
        _required++;
        var placed = place();
        _required--;
        return placed;
    }

    private PositionPlan Search(SelectionGroup group, Presence at)
    {
        var best = Evaluate(group, at, []);
        if (best is { Unplaced: null, Cost.Fetches: 0, Turn: null })
        {
            return best;
        }

        var sites = FindSites(group, at);
        if (sites.Count > SitesMax || !budget.AllowsSearch)
        {
            return SearchGreedily(group, at, sites, best);
        }

        for (var size = 1; size <= sites.Count && IsWorthTrying(size, best); size++)
        {
            foreach (var subset in Subsets(sites, size))
            {
                best = Better(best, Evaluate(group, at, subset));
            }
        }

        return best;
    }

    private bool IsWorthTrying(int size, PositionPlan best) =>
        best.Unplaced is not null || (size < best.Cost.Fetches && budget.AllowsSearch);

    /// <summary>Starts with every site and gives up, one by one, those whose loss makes the plan no worse.</summary>
    private PositionPlan SearchGreedily(SelectionGroup group, Presence at, List<Site> sites, PositionPlan best)
    {
        var kept = sites.ToArray();
        best = Better(best, Evaluate(group, at, kept));
        foreach (var site in sites)
        {
            if (best.Unplaced is null && !budget.AllowsSearch)
            {
                break;
            }

            var fewer = Array.FindAll(kept, candidate => candidate != site);
            var plan = Evaluate(group, at, fewer);
            if (Better(best, plan) == plan)
            {
                best = plan;
                kept = fewer;
            }
        }

        return best;
    }

    private PositionPlan Evaluate(SelectionGroup group, Presence at, Site[] sites) =>
        new PositionEvaluation(graph, this, budget, group, at, sites).Run();

    private static PositionPlan Better(PositionPlan left, PositionPlan right)
    {
        var (leftMissing, rightMissing) = (Missing(left.Unplaced), Missing(right.Unplaced));
        return leftMissing != rightMissing
            ? leftMissing < rightMissing ? left : right
            : right.Cost.CompareTo(left.Cost) < 0 ? right : left;
    }

    public static int Missing(SelectionGroup? unplaced) => unplaced is null
        ? 0
        : Math.Max(1, unplaced.Items.Sum(static item => Math.Max(1, Missing(item.Selection.Children))));

    private List<Site> FindSites(SelectionGroup group, Presence at)
    {
        var sites = new List<Site>();
        if (graph.IsOpen(group.Type, at))
        {
            AddSites(group.Type, sites);
        }

        foreach (var type in graph.PossibleTypes(group.Type, at))
        {
            if (group.Allows(type))
            {
                AddSites(type, sites);
            }
        }

        return sites;
    }

    private void AddSites(NamedType type, List<Site> sites)
    {
        foreach (var site in graph.Sites(type))
        {
            if (!sites.Contains(site))
            {
                sites.Add(site);
            }
        }
    }

    private static IEnumerable<Site[]> Subsets(List<Site> sites, int size)
    {
        for (var mask = 1; mask < 1 << sites.Count; mask++)
        {
            if (int.PopCount(mask) != size)
            {
                continue;
            }

            var subset = new Site[size];
            for (var (left, count) = (mask, 0); left != 0; left &= left - 1)
            {
                subset[count++] = sites[int.TrailingZeroCount(left)];
            }

            yield return subset;
        }
    }
}
