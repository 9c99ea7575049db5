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
    public static List<IReadOnlyList<FetchDraft>> Run(IReadOnlyList<FetchDraft> drafts, Supergraph supergraph)
    {
        var groups = new List<List<FetchDraft>>();
        foreach (var draft in drafts.OrderBy(static draft => draft.Level))
        {
            var joins = supergraph.Sources[draft.Source].Kind == SourceKind.GraphQL && !IsRootBelowRoot(draft);
            var group = joins
                ? groups.Find(other => other[0].Source == draft.Source
                    && other[0].Level == draft.Level
                    && !IsRootBelowRoot(other[0])
                    && other[0].Operation == draft.Operation)
                : null;
            if (group is null)
            {
                groups.Add([draft]);
            }
            else
            {
                group.Add(draft);
            }
        }

        return [.. groups];
    }

    private static bool IsRootBelowRoot(FetchDraft draft) =>
        draft.Lookup is null && draft.Positions[0].Parent is not null;
}
