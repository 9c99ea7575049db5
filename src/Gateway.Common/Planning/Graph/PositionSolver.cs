using Gateway.Common.Planning.Selections;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>Finds the cheapest way to answer what is selected at a position.</summary>
/// <remarks>
/// Shape: positions are solved from the leaves up, once for each place where their objects can be present. At a
/// position, sets of sources to enter are tried from the smallest up, those that cannot answer all left out; a larger
/// set is tried only while it could still be cheaper.
/// Bounds: <see cref="NeededSites.SitesMax"/> sites are combined freely, more one by one; past what the budget allows
/// to search, all sites of a position are entered at once. Requirements within requirements are followed few deep at
/// first, and deeper only where something cannot be had so: by that what needs itself comes to an end, and what was
/// found with as many left is the same wherever it is needed. More than the last of <see cref="DepthsMax"/> are not
/// followed.
/// </remarks>
internal sealed class PositionSolver(SourceGraph graph, PlanBudget budget)
{
    /// <summary>More requirements within requirements than are ever left.</summary>
    public const int TooDeep = int.MaxValue;

    /// <summary>Requirements within requirements, of whatever object: tried one after the other.</summary>
    private static readonly int[] DepthsMax = [4, 8, 16, 32];

    private readonly Dictionary<(SelectionGroup Group, Presence At), Solution> _solved = [];
    private readonly Dictionary<(SelectionGroup Group, Presence At, int Left), Solution> _cutShort = [];
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

    /// <summary>Canonical text of a required selection.</summary>
    public string TextOf(Selection selection)
    {
        if (selection.Children is null)
        {
            return selection.Key;
        }

        if (!_texts.TryGetValue(selection, out var text))
        {
            text = $"{selection.Key}{Requirements.TextOf(selection.Children)}";
            _texts.Add(selection, text);
        }

        return text;
    }

    /// <summary>Begins to place a requirement: one more within those that are being placed.</summary>
    /// <param name="around">To be given to <see cref="EndRequirement"/>.</param>
    /// <returns>False where it lies too deep; nothing is begun then.</returns>
    public bool TryBeginRequirement(out int around)
    {
        around = _depth;
        if (Left == 0)
        {
            Note(TooDeep);
            return false;
        }

        _depth = 0;
        Left--;
        return true;
    }

    /// <returns>How many requirements within it were followed; <see cref="TooDeep"/> where it was ended by that.
    /// </returns>
    public int EndRequirement(int around)
    {
        Left++;
        var depth = _depth == TooDeep ? TooDeep : _depth + 1;
        _depth = around;
        Note(depth);
        return depth;
    }

    /// <summary>What was found before is used again.</summary>
    public void Note(int depth) => _depth = Math.Max(_depth, depth);

    private PositionPlan Search(SelectionGroup group, Presence at)
    {
        var possible = graph.PossibleTypes(group.Type, at);
        possible = group.CommonTypes is null ? possible : Array.FindAll(possible, group.Allows);
        var isOpen = graph.IsOpen(group.Type, at);
        var position = new SearchedPosition(group, at, possible, FindSites(group.Type, at, possible, isOpen));
        if (position.Sites.Count > NeededSites.SitesMax || !budget.AllowsSearch)
        {
            return SearchGreedily(position);
        }

        // Of sets that cannot answer all, the best counts only where no other can.
        var needed = isOpen ? default : NeededSites.Of(graph, group, at, possible, position.Sites);
        return SearchBySize(position, needed) is { Unplaced: null } whole ? whole : SearchBySize(position, default)!;
    }

    /// <returns>Null where no set of sites may do.</returns>
    private PositionPlan? SearchBySize(SearchedPosition position, NeededSites needed)
    {
        PositionPlan? best = null;
        for (var size = 0; size <= position.Sites.Count && IsWorthTrying(size, best); size++)
        {
            for (var set = 0; set < 1 << position.Sites.Count; set++)
            {
                if (int.PopCount(set) == size && needed.MayBe(set))
                {
                    best = Better(best, position.Plans[set] ??= Evaluate(position, position.SitesOf(set)));
                }
            }
        }

        return best;
    }

    private bool IsWorthTrying(int size, PositionPlan? best) =>
        best is not { Unplaced: null } || (size < best.Cost.Fetches && budget.AllowsSearch);

    /// <summary>Starts with every site and gives up, one by one, those whose loss makes the plan no worse.</summary>
    private PositionPlan SearchGreedily(SearchedPosition position)
    {
        var best = Evaluate(position, []);
        if (best is { Unplaced: null, Cost.Fetches: 0 })
        {
            return best;
        }

        var kept = position.Sites.ToArray();
        best = Better(best, Evaluate(position, kept));
        foreach (var site in position.Sites)
        {
            if (best.Unplaced is null && !budget.AllowsSearch)
            {
                break;
            }

            var fewer = Array.FindAll(kept, candidate => candidate != site);
            var plan = Evaluate(position, fewer);
            if (Better(best, plan) == plan)
            {
                best = plan;
                kept = fewer;
            }
        }

        return best;
    }

    private PositionPlan Evaluate(SearchedPosition position, Site[] sites) => new PositionEvaluation(
        graph, this, budget, position.Group, position.At, position.Possible, sites).Run();

    private static PositionPlan Better(PositionPlan? left, PositionPlan right)
    {
        if (left is null)
        {
            return right;
        }

        var (leftMissing, rightMissing) = (Missing(left.Unplaced), Missing(right.Unplaced));
        return leftMissing != rightMissing
            ? leftMissing < rightMissing ? left : right
            : right.Cost.CompareTo(left.Cost) < 0 ? right : left;
    }

    public static int Missing(SelectionGroup? unplaced)
    {
        if (unplaced is null)
        {
            return 0;
        }

        var missing = 0;
        foreach (var (_, selection) in unplaced)
        {
            missing += Math.Max(1, Missing(selection.Children));
        }

        return Math.Max(1, missing);
    }

    private List<Site> FindSites(NamedType type, Presence at, ObjectType[] possible, bool isOpen)
    {
        var sites = new List<Site>();
        if (isOpen)
        {
            AddSites(type, null, sites);
        }

        foreach (var candidate in possible)
        {
            AddSites(candidate, isOpen ? null : at, sites);
        }

        return sites;
    }

    /// <param name="type">Of the objects.</param>
    /// <param name="at">Where they are; null where it does not matter.</param>
    /// <param name="sites">Receives what is not among them yet.</param>
    private void AddSites(NamedType type, Presence? at, List<Site> sites)
    {
        foreach (var site in graph.Sites(type))
        {
            var isThere = at is { StubFields: null } && site == new Site(at.Source, false)
                && !graph.IsAskedAgain(type, site.Source);
            if (!isThere && !sites.Contains(site))
            {
                sites.Add(site);
            }
        }
    }

    /// <param name="Group">What is selected there.</param>
    /// <param name="At">Where the objects are.</param>
    /// <param name="Possible">The types that they can be of, as far as they are asked about.</param>
    /// <param name="Sites">The sources that can be entered there.</param>
    private sealed record SearchedPosition(
        SelectionGroup Group, Presence At, ObjectType[] Possible, List<Site> Sites)
    {
        /// <summary>What was found for sets of few sites.</summary>
        public PositionPlan?[] Plans { get; } =
            Sites.Count > NeededSites.SitesMax ? [] : new PositionPlan?[1 << Sites.Count];

        /// <param name="set">Bit 0 is the first site.</param>
        public Site[] SitesOf(int set)
        {
            var chosen = new Site[int.PopCount(set)];
            for (var (left, count) = (set, 0); left != 0; left &= left - 1)
            {
                chosen[count++] = Sites[int.TrailingZeroCount(left)];
            }

            return chosen;
        }
    }

    /// <param name="Plan">The best.</param>
    /// <param name="Depth">How many requirements within requirements were followed for it.</param>
    private readonly record struct Solution(PositionPlan Plan, int Depth);
}
