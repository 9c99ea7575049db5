using Gateway.Common.Planning.Drafts;

namespace Gateway.Common.Planning.Emission;

/// <summary>
/// Finds the fetches whose entities, though they have one key, may not share the objects below them: because they stand
/// at several places, and later fetches ask for other things below one place than below another.
/// </summary>
/// <remarks>Bound: plans of more than <see cref="DraftsMax"/> fetches are not compared, and share nothing.</remarks>
internal sealed class OwnRows(IReadOnlyList<FetchDraft> drafts)
{
    private const int DraftsMax = 64;

    private readonly HashSet<Position> _above =
        [.. drafts.SelectMany(static draft => draft.Positions).SelectMany(static position => position.Above)];

    private readonly HashSet<Position> _aboveContexts =
    [
        .. drafts.Where(static draft => draft.TakesContext).SelectMany(static draft => draft.Positions)
            .SelectMany(static position => position.Above),
    ];

    /// <remarks>An object that takes a value of one further up may stand below another one elsewhere.</remarks>
    public bool Has(FetchDraft draft) =>
        draft.Positions.Exists(_aboveContexts.Contains)
        || (draft.Positions.Count > 1
            && draft.Positions.Exists(_above.Contains)
            && (drafts.Count > DraftsMax || drafts.Any(later => !IsAlike(draft, later))));

    /// <summary>Whether a fetch stands in the same way below all places of another, or below none.</summary>
    private static bool IsAlike(FetchDraft draft, FetchDraft later)
    {
        if (!later.Positions.Exists(position => position.Above.Any(draft.Positions.Contains)))
        {
            return true;
        }

        var below = draft.Positions.ToDictionary(static place => place, static _ => new HashSet<string>());
        foreach (var position in later.Positions)
        {
            var way = "";
            for (var at = position; at.Parent is { } parent; at = parent)
            {
                way = $"{at.OnType?.Name}.{at.Key}/{way}";
                if (below.TryGetValue(parent, out var ways))
                {
                    ways.Add(way);
                }
            }
        }

        var first = below[draft.Positions[0]];
        return below.Values.All(first.SetEquals);
    }
}
