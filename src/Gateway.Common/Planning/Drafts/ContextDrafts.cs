using Gateway.Common.Composition;

namespace Gateway.Common.Planning.Drafts;

/// <summary>Which fetches bring what each contextual argument takes, by the place of the objects it is taken of.
/// </summary>
internal sealed class ContextDrafts
{
    private static readonly DraftSet None = new();

    private readonly Dictionary<(Position, ContextArgument), DraftSet> _bringing = [];

    public void Add(Position position, ContextArgument argument, DraftSet drafts)
    {
        if (!_bringing.TryGetValue((position, argument), out var known))
        {
            _bringing.Add((position, argument), known = new DraftSet());
        }

        known.AddAll(drafts);
    }

    /// <summary>A fetch was joined with another.</summary>
    public void Replace(FetchDraft gone, FetchDraft by)
    {
        foreach (var bringing in _bringing.Values)
        {
            if (bringing.Remove(gone))
            {
                bringing.Add(by);
            }
        }
    }

    /// <summary>Fetches with contextual arguments come after those that bring what is above them.</summary>
    public void Order(IReadOnlyList<FetchDraft> drafts)
    {
        foreach (var draft in _bringing.Count == 0 ? [] : drafts.Where(static draft => draft.TakesContext))
        {
            var taken = draft.Requiring.SelectMany(static via => via.ContextArguments).ToArray();
            foreach (var above in draft.Positions.SelectMany(static position => position.Above))
            {
                foreach (var argument in taken)
                {
                    draft.DependsOn.AddAll(_bringing.GetValueOrDefault((above, argument)) ?? None);
                }
            }
        }
    }
}
