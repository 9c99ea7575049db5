using Gateway.Common.Composition;
using Gateway.Common.Language;
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
        var byCall = new Dictionary<(int Source, int Level, OperationType Operation), List<FetchDraft>>();
        foreach (var draft in drafts.OrderBy(static draft => draft.Level))
        {
            var call = (draft.Source, draft.Level, draft.Operation);
            if (supergraph.Sources[draft.Source].Kind != SourceKind.GraphQL || IsRootBelowRoot(draft))
            {
                groups.Add([draft]);
            }
            else if (byCall.TryGetValue(call, out var group))
            {
                group.Add(draft);
            }
            else
            {
                byCall.Add(call, group = [draft]);
                groups.Add(group);
            }
        }

        return [.. groups];
    }

    private static bool IsRootBelowRoot(FetchDraft draft) =>
        draft.Lookup is null && draft.Positions[0].Parent is not null;
}
