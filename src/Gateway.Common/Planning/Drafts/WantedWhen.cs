using Gateway.Common.Results;

namespace Gateway.Common.Planning.Drafts;

/// <summary>When a fetch is of use: under the conditions of one of the places that ask for it.</summary>
/// <remarks>
/// Bound: <see cref="AlternativesMax"/> places with conditions of their own; past it the fetch always runs.
/// </remarks>
internal sealed class WantedWhen
{
    public const int AlternativesMax = 16;

    /// <summary>Null: always.</summary>
    private List<IReadOnlyList<FetchCondition>>? _alternatives = [];

    /// <param name="conditions">All have to hold; none for a place that is always asked for.</param>
    public void Add(IReadOnlyList<FetchCondition> conditions)
    {
        if (_alternatives is null || _alternatives.Exists(known => known.All(conditions.Contains)))
        {
            return;
        }

        _alternatives.RemoveAll(known => conditions.All(known.Contains));

        if (conditions.Count == 0 || _alternatives.Count == AlternativesMax)
        {
            _alternatives = null;
            return;
        }

        _alternatives.Add(conditions);
    }

    /// <summary>The fetch does another's work too.</summary>
    public void Absorb(WantedWhen other)
    {
        foreach (var conditions in other._alternatives ?? [[]])
        {
            Add(conditions);
        }
    }

    /// <returns>Empty: always.</returns>
    public FetchCondition[][] ToArray() => [.. (_alternatives ?? []).Select(static all => all.ToArray())];
}
