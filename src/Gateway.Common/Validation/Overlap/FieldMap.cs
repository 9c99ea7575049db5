namespace Gateway.Common.Validation.Overlap;

/// <summary>One selection set's own fields by response name, and the fragments it spreads.</summary>
internal sealed class FieldMap
{
    private readonly Dictionary<int, List<int>> _byName = [];

    /// <summary>In order of first appearance.</summary>
    public List<List<int>> Groups { get; } = [];

    /// <summary>Those that exist, each once.</summary>
    public List<DefinitionFacts> Fragments { get; } = [];

    public List<int>? Find(int responseId) => _byName.GetValueOrDefault(responseId);

    public static FieldMap Of(int set, ValidationContext context)
    {
        var map = new FieldMap();
        var spread = new HashSet<DefinitionFacts>();
        var table = context.Selections;
        for (var entry = table.First(set); entry != SelectionTable.None; entry = table[entry].Next)
        {
            context.Charge();
            if (table[entry].Spread is { } node)
            {
                if (context.FindFragment(node.Name) is { } fragment && spread.Add(fragment))
                {
                    map.Fragments.Add(fragment);
                }

                continue;
            }

            map.Add(table[entry].ResponseId, entry);
        }

        return map;
    }

    private void Add(int responseId, int entry)
    {
        if (!_byName.TryGetValue(responseId, out var group))
        {
            _byName.Add(responseId, group = []);
            Groups.Add(group);
        }

        group.Add(entry);
    }
}
