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
        var kept = new List<FetchDraft>(drafts.Count);
        var twins = new Dictionary<Lookup, Twins>();
        FetchDraft?[]? joined = null;
        foreach (var draft in DraftOrder.FirstLevelFirst(drafts))
        {
            if (draft.Lookup is not { } lookup)
            {
                kept.Add(draft);
                continue;
            }

            if (!twins.TryGetValue(lookup, out var alike))
            {
                twins.Add(lookup, alike = new Twins(lookup, supergraph.Sources[draft.Source].Kind));
            }

            if (alike.FindOrAdd(draft) is { } twin)
            {
                Join(twin, draft);
                (joined ??= new FetchDraft?[drafts.Count])[draft.Number] = twin;
            }
            else
            {
                kept.Add(draft);
            }
        }

        if (joined is not null)
        {
            Redirect(kept, joined);
        }

        return kept;
    }

    private static bool CanJoin(FetchDraft left, FetchDraft right) =>
        left.Source == right.Source
        && left.Type == right.Type
        && left.TellsType == right.TellsType
        && left.Requiring.SequenceEqual(right.Requiring)
        && left.Level == right.Level;

    /// <summary>The drafts of one lookup by what they ask: told only where there are two of them.</summary>
    /// <remarks>
    /// What has to be equal for two drafts to share a call: of a bound stub its one field with its arguments, of a
    /// bound or batch lookup nothing more than the lookup, of others all that is asked.
    /// </remarks>
    private sealed class Twins(Lookup lookup, SourceKind kind)
    {
        private readonly bool _isAnyCall =
            lookup.Form == LookupForm.Batch || (kind != SourceKind.GraphQL && lookup.Form != LookupForm.Stub);

        private Dictionary<int, List<FetchDraft>>? _byHash;
        private FetchDraft? _first;

        /// <returns>The draft that it can be joined with; null where it is kept itself.</returns>
        public FetchDraft? FindOrAdd(FetchDraft draft)
        {
            if (_first is null)
            {
                _first = draft;
                return null;
            }

            _byHash ??= new() { [HashOf(_first)] = [_first] };
            var hash = HashOf(draft);
            if (!_byHash.TryGetValue(hash, out var alike))
            {
                _byHash.Add(hash, alike = []);
            }

            foreach (var other in alike)
            {
                if (CanJoin(other, draft) && IsOneCall(other, draft))
                {
                    return other;
                }
            }

            alike.Add(draft);
            return null;
        }

        private bool IsOneCall(FetchDraft left, FetchDraft right) =>
            _isAnyCall
            || (OnlyFieldOf(left) is { } field && OnlyFieldOf(right) is { } other
                ? field.OnType == other.OnType && field.Selection.Key == other.Selection.Key
                : left.Selection.AsksFor(right.Selection));

        private int HashOf(FetchDraft draft) =>
            _isAnyCall ? 0
            : OnlyFieldOf(draft) is { } field ? HashCode.Combine(field.OnType, field.Selection.Key)
            : draft.Selection.HashOfAll();

        /// <summary>Null where the call is not made for one field, and depends on all that is asked.</summary>
        private FieldDraft? OnlyFieldOf(FetchDraft draft) =>
            kind != SourceKind.GraphQL && draft.Selection.Fields is [var only] ? only : null;
    }

    private static void Redirect(List<FetchDraft> kept, FetchDraft?[] joined)
    {
        foreach (var draft in kept)
        {
            foreach (var earlier in draft.DependsOn.ToArray())
            {
                if (joined[earlier.Number] is { } twin)
                {
                    draft.DependsOn.Remove(earlier);
                    draft.DependsOn.Add(twin);
                }
            }
        }
    }

    private static void Join(FetchDraft twin, FetchDraft draft)
    {
        foreach (var position in draft.Positions)
        {
            if (!twin.Positions.Contains(position))
            {
                twin.Positions.Add(position);
            }
        }

        twin.Absorb(draft);
        twin.DependsOn.AddAll(draft.DependsOn);
    }
}
