using Gateway.Common.Composition;

namespace Gateway.Common.Planning.Drafts;

/// <summary>Which fetches bring what each contextual argument takes, by the place of the objects it is taken of.
/// </summary>
internal sealed class ContextDrafts
{
    private readonly Dictionary<(Position, ContextArgument), HashSet<FetchDraft>> _bringing = [];

    public void Add(Position position, ContextArgument argument, IEnumerable<FetchDraft> drafts)
    {
        if (!_bringing.TryGetValue((position, argument), out var known))
        {
            _bringing.Add((position, argument), known = []);
        }

        known.UnionWith(drafts);
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
        foreach (var draft in drafts.Where(static draft => draft.TakesContext))
        {
            var taken = draft.Requiring.SelectMany(static via => via.ContextArguments).ToArray();
            foreach (var above in draft.Positions.SelectMany(static position => position.Above))
            {
                foreach (var argument in taken)
                {
                    draft.DependsOn.UnionWith(_bringing.GetValueOrDefault((above, argument)) ?? []);
                }
            }
        }
    }
}
