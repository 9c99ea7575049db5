using Gateway.Common.Planning.Drafts;

namespace Gateway.Common.Planning.Passes;

/// <summary>Entity fetches that others take keys or requirements from are wanted whenever one of those is.</summary>
/// <remarks>
/// Only between entity fetches: what holds the objects is wanted anyway, and a mutation waits for those before it
/// without wanting them. Bound: one sweep, the last levels first.
/// </remarks>
internal static class SpreadWantedPass
{
    /// <param name="drafts">All of the plan, with their levels set.</param>
    public static void Run(IReadOnlyList<FetchDraft> drafts)
    {
        foreach (var draft in DraftOrder.LastLevelFirst(drafts))
        {
            foreach (var earlier in draft.DependsOn)
            {
                if (draft.Lookup is not null && earlier.Lookup is not null)
                {
                    earlier.Wanted.Absorb(draft.Wanted);
                }
            }
        }
    }
}
