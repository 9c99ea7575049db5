using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Planning.Drafts;

namespace Gateway.Common.Planning.Passes;

/// <summary>Joins fetches that ask one source for the same thing at several places, so that it is asked once.</summary>
/// <remarks>
/// Shape: drafts of the same level only, so no chain grows and no cycle can arise. Drafts with equal selections become
/// one with more positions; a batch lookup's selections are united, because one call for all keys is worth some fields
/// too many, and so are those of bound sources, whose calls are the same whatever is read of their answers.
/// Bound: one sweep, O(N²) for each level and source.
/// </remarks>
internal static class MergeSiblingsPass
{
    public static List<FetchDraft> Run(IReadOnlyList<FetchDraft> drafts, Supergraph supergraph)
    {
        var kept = new List<FetchDraft>();
        foreach (var draft in drafts.OrderBy(static draft => draft.Level).ToArray())
        {
            var twin = kept.Find(other => CanJoin(other, draft, supergraph));
            if (twin is null)
            {
                kept.Add(draft);
                continue;
            }

            Join(twin, draft, drafts);
        }

        return kept;
    }

    private static bool CanJoin(FetchDraft left, FetchDraft right, Supergraph supergraph) =>
        left.Lookup is not null
        && left.Lookup == right.Lookup
        && left.Source == right.Source
        && left.Type == right.Type
        && left.Requiring.SequenceEqual(right.Requiring)
        && left.Level == right.Level
        && (left.Lookup.Form == LookupForm.Batch
            || TextOf(left.Selection) == TextOf(right.Selection)
            || (supergraph.Sources[left.Source].Kind != SourceKind.GraphQL && IsSameCall(left, right)));

    /// <summary>A stub's call is its one bound field, with its arguments; a lookup's is the lookup.</summary>
    private static bool IsSameCall(FetchDraft left, FetchDraft right) =>
        left.Lookup!.Form != LookupForm.Stub
        || (left.Selection.Fields is [var one] && right.Selection.Fields is [var other]
            && one.OnType == other.OnType && one.Selection.Key == other.Selection.Key);

    private static void Join(FetchDraft twin, FetchDraft draft, IReadOnlyList<FetchDraft> all)
    {
        twin.Positions.AddRange(draft.Positions.Where(position => !twin.Positions.Contains(position)));
        twin.Selection.Absorb(draft.Selection);
        twin.Wanted.Absorb(draft.Wanted);
        twin.Links.AddRange(draft.Links);
        twin.DependsOn.UnionWith(draft.DependsOn);
        foreach (var other in all)
        {
            if (other.DependsOn.Remove(draft))
            {
                other.DependsOn.Add(twin);
            }
        }
    }

    /// <summary>Equal for selections that ask for the same in any order.</summary>
    public static string TextOf(SelectionDraft selection)
    {
        var fields = selection.Fields.Select(field =>
        {
            var text = new StringBuilder(field.OnType.Name).Append('.').Append(field.Selection.Key);
            foreach (var condition in field.Conditions ?? [])
            {
                text.Append(condition.Include ? '+' : '-').Append(condition.Variable);
            }

            return field.Child is { } child
                ? text.Append('{').Append(TextOf(child)).Append('}').ToString()
                : text.ToString();
        });
        return string.Join(' ', fields.Order(StringComparer.Ordinal));
    }
}
