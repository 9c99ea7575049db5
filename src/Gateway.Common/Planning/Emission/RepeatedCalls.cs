using Gateway.Common.Composition;
using Gateway.Common.Planning.Drafts;

namespace Gateway.Common.Planning.Emission;

/// <summary>Finds the calls that ask a source for what another call asks it for, but for values.</summary>
/// <remarks>What is asked is told only of those whose source is called more than once.</remarks>
internal static class RepeatedCalls
{
    /// <returns>For each call whether it is one.</returns>
    public static bool[] Of(IReadOnlyList<IReadOnlyList<FetchDraft>> calls, Supergraph supergraph)
    {
        var isRepeated = new bool[calls.Count];
        var counts = new int[supergraph.Sources.Count];
        foreach (var call in calls)
        {
            counts[call[0].Source]++;
        }

        Dictionary<Question, int>? known = null;
        for (var call = 0; call < isRepeated.Length; call++)
        {
            if (counts[calls[call][0].Source] < 2)
            {
                continue;
            }

            known ??= [];
            foreach (var draft in calls[call])
            {
                var question = new Question(draft, supergraph.Sources[draft.Source].Kind);
                if (known.TryAdd(question, call) || known[question] == call)
                {
                    continue;
                }

                isRepeated[known[question]] = true;
                isRepeated[call] = true;
            }
        }

        return isRepeated;
    }

    /// <summary>
    /// What a draft asks its source for, but for values: a field, or a selection. Calls of different ones are never
    /// alike.
    /// </summary>
    private readonly struct Question : IEquatable<Question>
    {
        private readonly int _source;
        private readonly string? _field;
        private readonly SelectionDraft? _selection;

        public Question(FetchDraft draft, SourceKind kind)
        {
            _source = draft.Source;
            _field = draft.Lookup switch
            {
                { Form: LookupForm.Entities } => null,
                { Field: { } field } => field.Coordinate,
                _ when kind == SourceKind.GraphQL => null,
                _ => draft.Selection.Fields[0].Via.Field.Coordinate,
            };
            _selection = _field is null ? draft.Selection : null;
        }

        public bool Equals(Question other) => _source == other._source && _field == other._field
            && (_selection is null || other._selection is null
                ? _selection == other._selection
                : _selection.AsksFor(other._selection));

        public override bool Equals(object? obj) => obj is Question other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(_source, _field, _selection?.HashOfAll());
    }
}
