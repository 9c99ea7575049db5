using Gateway.Common.Language;
using Gateway.Common.Primitives;
using Gateway.Common.Results;

namespace Gateway.Common.Planning.Emission;

/// <summary>One occurrence of a field in the client's document, and when it counts.</summary>
internal readonly record struct FieldOccurrence(FieldNode Node, IReadOnlyList<FetchCondition> Conditions);

/// <summary>All occurrences of one response name in one object's selections.</summary>
/// <param name="first">The first one.</param>
/// <param name="isOfFragment">Whether that stands in a fragment, which may be spread elsewhere too.</param>
internal sealed class CollectedField(FieldOccurrence first, bool isOfFragment)
{
    // One occurrence is the rule: it needs no list.
    private List<FieldOccurrence>? _later;

    public FieldOccurrence First { get; } = first;

    public int Count => 1 + (_later?.Count ?? 0);

    /// <summary>Whether it means the same wherever its fragment is spread on objects of one type.</summary>
    public bool IsRepeatable => isOfFragment && _later is null && First.Conditions.Count == 0;

    public FieldOccurrence this[int index] => index == 0 ? First : _later![index - 1];

    public void Add(FieldOccurrence later) => (_later ??= []).Add(later);

    /// <summary>Whether it is asked for where these conditions hold, as far as occurrences until now say.</summary>
    public bool Covers(IReadOnlyList<FetchCondition> conditions)
    {
        for (var index = 0; index < Count; index++)
        {
            var known = this[index].Conditions;
            if (known.Count == 0 || known.SequenceEqual(conditions))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Where a field stands in the answer.</summary>
/// <param name="Field">The field.</param>
/// <param name="Shown">When it stands here; null: always.</param>
internal readonly record struct CollectedPlace(CollectedField Field, ShownWhen? Shown);

/// <summary>An object's fields as they are collected, in the order in which they are answered.</summary>
/// <remarks>
/// Source: GraphQL §6.3.2 CollectFields: a field stands where its first occurrence does that is not skipped. So one
/// whose first occurrence is conditional has a place for each occurrence that may be the first; only one of them is
/// used. Shape: taken and given back, as they would be most of what a response is compiled with.
/// </remarks>
internal sealed class CollectedFields : IDisposable
{
    /// <summary>Longer ones are not kept to be used again.</summary>
    private const int KeptMax = 64;

    private readonly Dictionary<Name, CollectedField> _byName = [];
    private readonly List<(CollectedField Field, int Occurrence)> _places = [];

    public int PlaceCount => _places.Count;

    /// <summary>An empty one.</summary>
    public static CollectedFields Take() => Magazines<CollectedFields>.TryTake() ?? new CollectedFields();

    public void Dispose()
    {
        if (_places.Count <= KeptMax)
        {
            _byName.Clear();
            _places.Clear();
            Magazines<CollectedFields>.Put(this);
        }
    }

    public void Add(FieldNode node, IReadOnlyList<FetchCondition> conditions, bool isOfFragment)
    {
        var occurrence = new FieldOccurrence(node, conditions);
        if (!_byName.TryGetValue(node.ResponseName, out var field))
        {
            _byName.Add(node.ResponseName, field = new CollectedField(occurrence, isOfFragment));
            _places.Add((field, 0));
            return;
        }

        if (!field.Covers(conditions))
        {
            _places.Add((field, field.Count));
        }

        field.Add(occurrence);
    }

    public CollectedPlace Place(int number)
    {
        var (field, index) = _places[number];
        return new CollectedPlace(field, ShownWhenOf(field, index));
    }

    private static ShownWhen? ShownWhenOf(CollectedField field, int index)
    {
        var own = field[index].Conditions;
        if (own.Count == 0 && index == 0)
        {
            return null;
        }

        var earlier = new FetchCondition[index][];
        for (var before = 0; before < index; before++)
        {
            earlier[before] = [.. field[before].Conditions];
        }

        return new ShownWhen(own.Count == 0 ? [] : [[.. own]], earlier);
    }
}
