using Gateway.Common.Composition;
using Gateway.Common.Planning.Drafts;

namespace Gateway.Common.Planning.Passes;

/// <summary>
/// Lets entity fetches that nothing needs soon wait for a later call of the same source, so that both are one call.
/// </summary>
/// <remarks>
/// Shape: a draft may stand on any level from the first that its keys allow to the last before one that needs it; the
/// plan's depth stays as it is. Calls of a source are then points that stab these ranges, and taking ranges by their
/// first level, the latest first, needs the fewest points. Only entity fetches are put off, and none past the next
/// mutation, which waits for all before it: so an entity is read between the mutations where it stands. Only GraphQL
/// sources: others make a call for each draft.
/// Bound: one sweep; each draft looks at the levels at which its source is called.
/// </remarks>
internal static class DelayCallsPass
{
    /// <param name="drafts">All of the plan, with their levels set.</param>
    /// <param name="supergraph">Knows what kinds of sources they ask.</param>
    public static void Run(IReadOnlyList<FetchDraft> drafts, Supergraph supergraph)
    {
        if (drafts.Count == 0)
        {
            return;
        }

        var depth = drafts.Max(static draft => draft.Level);
        var last = drafts.ToDictionary(static draft => draft, _ => depth);
        var called = new Dictionary<int, SortedSet<int>>();
        foreach (var draft in drafts.OrderByDescending(static draft => draft.Level).ToArray())
        {
            if (supergraph.Sources[draft.Source].Kind == SourceKind.GraphQL)
            {
                Place(draft, last[draft], called);
            }

            foreach (var earlier in draft.DependsOn)
            {
                last[earlier] = Math.Min(last[earlier], draft.Level - 1);
            }
        }
    }

    private static void Place(FetchDraft draft, int last, Dictionary<int, SortedSet<int>> called)
    {
        if (!called.TryGetValue(draft.Source, out var levels))
        {
            called.Add(draft.Source, levels = []);
        }

        if (draft.Lookup is not null
            && levels.GetViewBetween(draft.Level, Math.Max(draft.Level, last)) is { Count: > 0 } within)
        {
            draft.Delay(within.Min);
        }

        levels.Add(draft.Level);
    }
}
