using Gateway.Common.Results;

namespace Gateway.Common.Planning.Drafts;

/// <summary>When a fetch is of use: under the conditions of one of the places that ask for it.</summary>
/// <remarks>
/// Bound: <see cref="AlternativesMax"/> places with conditions of their own; past it the fetch always runs.
/// </remarks>
internal sealed class WantedWhen
{
    public const int AlternativesMax = 16;

    private List<IReadOnlyList<FetchCondition>>? _alternatives;
    private bool _isAlways;

    /// <param name="conditions">All have to hold; none for a place that is always asked for.</param>
    public void Add(IReadOnlyList<FetchCondition> conditions)
    {
        if (_isAlways || conditions.Count == 0)
        {
            (_isAlways, _alternatives) = (true, null);
            return;
        }

        AddAlternative(_alternatives ??= [], conditions);
    }

    /// <summary>The fetch does another's work too.</summary>
    public void Absorb(WantedWhen other)
    {
        if (other._isAlways)
        {
            Add([]);
        }
        else if (other._alternatives is { } alternatives)
        {
            alternatives.ForEach(Add);
        }
    }

    /// <returns>Empty: always.</returns>
    public FetchCondition[][] ToArray() =>
        _alternatives is null ? [] : [.. _alternatives.Select(static all => all.ToArray())];

    private void AddAlternative(
        List<IReadOnlyList<FetchCondition>> alternatives, IReadOnlyList<FetchCondition> conditions)
    {
        if (alternatives.Exists(known => known.All(conditions.Contains)))
        {
            return;
        }

        alternatives.RemoveAll(known => conditions.All(known.Contains));
        if (alternatives.Count == AlternativesMax)
        {
            (_isAlways, _alternatives) = (true, null);
            return;
        }

        alternatives.Add(conditions);
    }
}
