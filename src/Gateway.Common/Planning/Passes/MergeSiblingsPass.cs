using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Planning.Drafts;

namespace Gateway.Common.Planning.Passes;

/// <summary>Joins fetches that ask one source for the same thing at several places, so that it is asked once.</summary>
/// <remarks>
/// Shape: drafts of the same level only, so no chain grows and no cycle can arise. Drafts with equal selections become
/// one with more positions; a batch lookup's selections are united, because one call for all keys is worth some fields
/// too many, and so are those of bound sources, whose calls are the same whatever is read of their answers.
/// Bound: one sweep, each draft compared with those of the same call only.
/// </remarks>
internal static class MergeSiblingsPass
{
    public static List<FetchDraft> Run(IReadOnlyList<FetchDraft> drafts, Supergraph supergraph)
    {
        var kept = new List<FetchDraft>();
        var twins = new Dictionary<(Lookup, string), List<FetchDraft>>();
        var joined = new Dictionary<FetchDraft, FetchDraft>();
        foreach (var draft in drafts.OrderBy(static draft => draft.Level).ToArray())
        {
            if (draft.Lookup is not { } lookup)
            {
                kept.Add(draft);
                continue;
            }

            var text = CallOf(draft, lookup, supergraph.Sources[draft.Source].Kind);
            if (!twins.TryGetValue((lookup, text), out var alike))
            {
                twins.Add((lookup, text), alike = []);
            }

            if (alike.Find(other => CanJoin(other, draft)) is { } twin)
            {
                Join(twin, draft);
                joined.Add(draft, twin);
                continue;
            }

            alike.Add(draft);
            kept.Add(draft);
        }

        Redirect(kept, joined);
        return kept;
    }

    private static bool CanJoin(FetchDraft left, FetchDraft right) =>
        left.Source == right.Source
        && left.Type == right.Type
        && left.TellsType == right.TellsType
        && left.Requiring.SequenceEqual(right.Requiring)
        && left.Level == right.Level;

    /// <summary>
    /// What has to be equal for two drafts to share a call: of a bound stub its one field with its arguments, of a
    /// bound or batch lookup nothing more than the lookup, of others all that is asked.
    /// </summary>
    private static string CallOf(FetchDraft draft, Lookup lookup, SourceKind kind)
    {
        if (lookup.Form == LookupForm.Batch || (kind != SourceKind.GraphQL && lookup.Form != LookupForm.Stub))
        {
            return "";
        }

        return kind != SourceKind.GraphQL && draft.Selection.Fields is [var only]
            ? $"{only.OnType.Name}.{only.Selection.Key}"
            : TextOf(draft.Selection);
    }

    private static void Redirect(List<FetchDraft> kept, Dictionary<FetchDraft, FetchDraft> joined)
    {
        foreach (var draft in kept)
        {
            foreach (var earlier in draft.DependsOn.Where(joined.ContainsKey).ToArray())
            {
                draft.DependsOn.Remove(earlier);
                draft.DependsOn.Add(joined[earlier]);
            }
        }
    }

    private static void Join(FetchDraft twin, FetchDraft draft)
    {
        twin.Positions.AddRange(draft.Positions.Where(position => !twin.Positions.Contains(position)));
        twin.Selection.Absorb(draft.Selection);
        twin.Wanted.Absorb(draft.Wanted);
        twin.Links.AddRange(draft.Links);
        twin.DependsOn.UnionWith(draft.DependsOn);
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
