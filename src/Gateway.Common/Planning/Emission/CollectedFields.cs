using Gateway.Common.Language;
using Gateway.Common.Results;

namespace Gateway.Common.Planning.Emission;

/// <summary>All occurrences of one response name in one object's selections.</summary>
internal sealed record CollectedField(
    string Name, List<(FieldNode Node, IReadOnlyList<FetchCondition> Conditions)> Occurrences);

/// <summary>Where a field stands in the answer.</summary>
/// <param name="Field">The field.</param>
/// <param name="Conditions">It stands here when all of one alternative hold; empty: always.</param>
/// <param name="Unless">It stood earlier when all of one of these hold; empty: it never did.</param>
internal sealed record CollectedPlace(CollectedField Field, FetchCondition[][] Conditions, FetchCondition[][] Unless);

/// <summary>An object's fields as they are collected, in the order in which they are answered.</summary>
/// <remarks>
/// Source: GraphQL §6.3.2 CollectFields: a field stands where its first occurrence does that is not skipped. So one
/// whose first occurrence is conditional has a place for each occurrence that may be the first; only one of them is
/// used.
/// </remarks>
internal sealed class CollectedFields
{
    private readonly Dictionary<Name, CollectedField> _byName = [];
    private readonly List<(CollectedField Field, int Occurrence)> _places = [];

    public void Add(FieldNode node, IReadOnlyList<FetchCondition> conditions)
    {
        if (!_byName.TryGetValue(node.ResponseName, out var field))
        {
            _byName.Add(node.ResponseName, field = new CollectedField(node.ResponseName.Value, []));
        }

        if (!field.Occurrences.Exists(
            earlier => earlier.Conditions.Count == 0 || earlier.Conditions.SequenceEqual(conditions)))
        {
            _places.Add((field, field.Occurrences.Count));
        }

        field.Occurrences.Add((node, conditions));
    }

    public IEnumerable<CollectedPlace> Places() =>
        _places.Select(static place => PlaceOf(place.Field, place.Occurrence));

    private static CollectedPlace PlaceOf(CollectedField field, int index)
    {
        var own = field.Occurrences[index].Conditions;
        return new CollectedPlace(
            field,
            own.Count == 0 ? [] : [[.. own]],
            [.. field.Occurrences.Take(index).Select(earlier => earlier.Conditions.ToArray())]);
    }
}
