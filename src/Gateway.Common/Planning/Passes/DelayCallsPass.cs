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
        var last = new int[drafts.Count];
        Array.Fill(last, DraftOrder.DeepestOf(drafts));
        var called = new List<int>?[supergraph.Sources.Count];
        foreach (var draft in DraftOrder.LastLevelFirst(drafts))
        {
            if (supergraph.Sources[draft.Source].Kind == SourceKind.GraphQL)
            {
                Place(draft, last[draft.Number], called[draft.Source] ??= []);
            }

            foreach (var earlier in draft.DependsOn)
            {
                last[earlier.Number] = Math.Min(last[earlier.Number], draft.Level - 1);
            }
        }
    }

    /// <param name="draft">To be put off, or not.</param>
    /// <param name="last">The last level that it may stand on.</param>
    /// <param name="levels">Where its source is called: each level once.</param>
    private static void Place(FetchDraft draft, int last, List<int> levels)
    {
        if (draft.Lookup is not null)
        {
            var soonest = int.MaxValue;
            foreach (var level in levels)
            {
                soonest = level >= draft.Level ? Math.Min(soonest, level) : soonest;
            }

            if (soonest <= Math.Max(draft.Level, last))
            {
                draft.Delay(soonest);
            }
        }

        if (!levels.Contains(draft.Level))
        {
            levels.Add(draft.Level);
        }
    }
}
