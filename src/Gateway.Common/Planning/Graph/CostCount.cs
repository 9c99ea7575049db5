namespace Gateway.Common.Planning.Graph;

/// <summary>Counts what placements cost, each call and each key once.</summary>
/// <remarks>
/// A field that has to wait counts once more for each call it waits for: of two plans that ask for as much, the one
/// that asks for more of it at once is cheaper.
/// </remarks>
internal sealed class CostCount
{
    /// <summary>Where counting ends: no plan is told from another by its size past it.</summary>
    private const int FieldsMax = 1 << 28;

    private readonly HashSet<(Site Site, int Level)> _calls = [];
    private readonly HashSet<Opening> _keys = [];
    private readonly HashSet<Placement> _required = [];
    private PlanCost _cost;

    public PlanCost Of(List<Placement> items, Turn? turn)
    {
        _calls.Clear();
        _keys.Clear();
        _required.Clear();
        _cost = default;
        foreach (var item in items)
        {
            Count(item);
        }

        if (turn is not null)
        {
            AddOpening(turn.Opening, turn.Opening.Level);
            AddBelow(turn.Opening.Level, turn.Plan.Cost, own: 0);
        }

        return _cost with { Fetches = _cost.Fetches + _calls.Count };
    }

    /// <summary>What several fields require is there once.</summary>
    private void AddRequired(Placement item)
    {
        if (_required.Add(item))
        {
            Count(item);
        }
    }

    private void Count(Placement item)
    {
        if (item.Opening is { } opening)
        {
            AddOpening(opening, item.Level);
        }

        for (var index = 0; index < item.Requirements.Count; index++)
        {
            AddRequired(item.Requirements[index]);
        }

        AddBelow(item.Level, item.Child?.Cost ?? default, own: 1);
    }

    /// <summary>A key is asked for though no client does: of two ways, that with fewer keys is smaller.</summary>
    private void AddOpening(Opening opening, int level)
    {
        _calls.Add((opening.Site, level));
        if (!_keys.Add(opening))
        {
            return;
        }

        _cost = _cost with { Fields = _cost.Fields + opening.Supplies.Count };
        for (var index = 0; index < opening.Supplies.Count; index++)
        {
            if (opening.Supplies[index].Supplier is { } supplier)
            {
                AddOpening(supplier, supplier.Level);
            }
        }

        for (var index = 0; index < opening.Gathered.Count; index++)
        {
            AddRequired(opening.Gathered[index]);
        }
    }

    private void AddBelow(int level, PlanCost below, int own) => _cost = new PlanCost(
        Math.Max(_cost.Depth, level + below.Depth),
        _cost.Fetches + below.Fetches,
        (int)Math.Min(FieldsMax, _cost.Fields + ((below.Fields + (long)own) * (level + 1))));
}
