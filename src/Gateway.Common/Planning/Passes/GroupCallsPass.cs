using Gateway.Common.Composition;
using Gateway.Common.Planning.Drafts;

namespace Gateway.Common.Planning.Passes;

/// <summary>
/// Puts drafts that one call can answer into that call: all that wait for the same level and ask one GraphQL source,
/// but for root fields asked below the root, whose names could be another's.
/// </summary>
/// <remarks>Shape: groups in an order in which each comes after all it depends on.</remarks>
internal static class GroupCallsPass
{
    public static IReadOnlyList<IReadOnlyList<FetchDraft>> Run(IReadOnlyList<FetchDraft> drafts, Supergraph supergraph)
    {
        var groups = new List<List<FetchDraft>>(drafts.Count);
        var open = new List<List<FetchDraft>>();
        foreach (var draft in DraftOrder.FirstLevelFirst(drafts))
        {
            if (supergraph.Sources[draft.Source].Kind != SourceKind.GraphQL || IsRootBelowRoot(draft))
            {
                groups.Add([draft]);
            }
            else if (FindCall(open, draft) is { } group)
            {
                group.Add(draft);
            }
            else
            {
                open.Add([draft]);
                groups.Add(open[^1]);
            }
        }

        return groups;
    }

    /// <param name="open">The calls of the level that was come to: one for a source and kind of operation.</param>
    /// <param name="draft">Of that level, or the first of the next.</param>
    private static List<FetchDraft>? FindCall(List<List<FetchDraft>> open, FetchDraft draft)
    {
        if (open is [[var first, ..], ..] && first.Level != draft.Level)
        {
            open.Clear();
        }

        foreach (var call in open)
        {
            if (call[0].Source == draft.Source && call[0].Operation == draft.Operation)
            {
                return call;
            }
        }

        return null;
    }

    private static bool IsRootBelowRoot(FetchDraft draft) =>
        draft.Lookup is null && draft.Positions[0].Parent is not null;
}
