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
/// all sites of a position are entered at once. Requirements within requirements are followed few deep at first, and
/// deeper only where something cannot be had so: by that what needs itself comes to an end, and what was found with as
/// many left is the same wherever it is needed. More than the last of <see cref="DepthsMax"/> are not followed.
/// </remarks>
internal sealed class PositionSolver(SourceGraph graph, PlanBudget budget)
{
    private const int SitesMax = 6;

    private const int TooDeep = int.MaxValue;

    /// <summary>Requirements within requirements, of whatever object: tried one after the other.</summary>
    private static readonly int[] DepthsMax = [4, 8, 16, 32];

    private readonly Dictionary<(SelectionGroup Group, Presence At), Solution> _solved = [];
    private readonly Dictionary<(SelectionGroup Group, Presence At, int Left), Solution> _cutShort = [];
    private readonly Dictionary<(ComplexType, string), SelectionGroup> _needs = [];
    private readonly Dictionary<(ComplexType, FieldNode), Selection> _keyParts = [];
    private readonly Dictionary<Selection, string> _texts = [];
    private int _depth;

    /// <summary>One count for all evaluations: none ends within another.</summary>
    public CostCount Costs { get; } = new();

    /// <summary>How many requirements within requirements may still be followed.</summary>
    public int Left { get; private set; }

    /// <summary>The best plan for a position that nothing lies around.</summary>
    public PositionPlan SolveRoot(SelectionGroup group)
    {
        var best = new PositionPlan([], group, default);
        foreach (var depth in DepthsMax)
        {
            Left = depth;
            _depth = 0;
            best = Better(best, Solve(group, Presence.Nowhere));
            if (best.Unplaced is null || _depth <= depth)
            {
                break;
            }
        }

        return best;
    }

    public PositionPlan Solve(SelectionGroup group, Presence at)
    {
        // Where nothing lay too deep it is the same for all that leave as much.
        if (!(_solved.TryGetValue((group, at), out var solution) && solution.Depth <= Left)
            && !_cutShort.TryGetValue((group, at, Left), out solution))
        {
            var before = _depth;
            _depth = 0;
            solution = new Solution(Search(group, at), _depth);
            _depth = before;
            if (solution.Depth <= Left)
            {
                _solved[(group, at)] = solution;
            }
            else
            {
                _cutShort[(group, at, Left)] = solution;
            }
        }

        _depth = Math.Max(_depth, solution.Depth);
        return solution.Plan;
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

    /// <summary>Runs what places a requirement; null where it lies too deep.</summary>
    /// <param name="place">Places it.</param>
    /// <param name="depth">How many requirements within it were followed; more than are left where it was ended by
    /// that.</param>
    public T? Require<T>(Func<T?> place, out int depth)
        where T : class
    {
        if (Left == 0)
        {
            depth = TooDeep;
            Note(depth);
            return null;
        }

        var before = _depth;
        _depth = 0;
        Left--;
        var placed = place();
        Left++;
        depth = _depth == TooDeep ? TooDeep : _depth + 1;
        _depth = before;
        Note(depth);
        return placed;
    }

    /// <summary>What was found before is used again.</summary>
    public void Note(int depth) => _depth = Math.Max(_depth, depth);

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

    /// <param name="Plan">The best.</param>
    /// <param name="Depth">How many requirements within requirements were followed for it.</param>
    private sealed record Solution(PositionPlan Plan, int Depth);
}
