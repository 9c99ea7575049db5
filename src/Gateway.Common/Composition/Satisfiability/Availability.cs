using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Satisfiability;

/// <summary>Which sources can be entered and what they answer, once a source holds an object.</summary>
/// <remarks>
/// Shape: the least that is true of all places at once. A place starts with what its holder gives, and grows by each
/// lookup whose key it gives and by each field whose requirements it gives; where these select further down, by what
/// the places there give. Whoever asked a place that grew is looked at again, until none grows: so what needs itself
/// is never given, and what can be had another way is. O(places × lookups and requirements of their types).
/// Bounds: <see cref="PlacesMax"/>; what lies behind it counts as not given.
/// </remarks>
internal sealed class Availability(Supergraph supergraph, ContextReach contexts)
{
    public const int PlacesMax = 400_000;

    private readonly HolderTable _holders = new();
    private readonly Dictionary<Place, Offer> _offers = [];
    private readonly Dictionary<ObjectType, FieldSource[]> _needing = [];
    private readonly Queue<Place> _changed = [];
    private readonly HashSet<Place> _waiting = [];
    private Place? _asking;

    /// <summary>Before anything was fetched.</summary>
    public Holder Nobody => _holders.Nobody;

    /// <summary>All that is had of an object in the end.</summary>
    public Offer Complete(Place place)
    {
        var offer = Find(place);
        while (_changed.TryDequeue(out var next))
        {
            _waiting.Remove(next);
            _asking = next;
            Grow(next, _offers[next]);
        }

        _asking = null;
        return offer;
    }

    /// <summary>The first field of the selection that is not given; null where all is.</summary>
    /// <param name="places">Where the object may be: one of them is enough for a field.</param>
    /// <param name="type">What is selected on.</param>
    /// <param name="selection">What a directive selects.</param>
    public Missing? FirstMissing(IReadOnlyCollection<Place> places, NamedType type, SelectionSetNode selection)
    {
        foreach (var node in selection.Selections)
        {
            var missing = node switch
            {
                FieldNode field when field.Name.Is("__typename"u8) => null,
                FieldNode field => FirstMissing(places, type, field),
                InlineFragmentNode { TypeCondition: { } named } fragment
                    when supergraph.Schema.FindType(named.Name.Utf8) is { } on => FirstMissing(
                        [.. places.Where(place => GraphQLSchema.IsSubtype(place.Type, on))], on, fragment.SelectionSet),
                InlineFragmentNode fragment => FirstMissing(places, type, fragment.SelectionSet),
                _ => null,
            };
            if (missing is not null)
            {
                return missing;
            }
        }

        return null;
    }

    /// <summary>Whether the field is given as that source has it.</summary>
    public bool IsGiven(Place place, FieldSource field)
    {
        if (field.Link is { } link)
        {
            return Shows(place, link);
        }

        var offer = Find(place);
        return HolderTable.Holds(place, field)
            || (field.IsAnswered && offer.IsEntered(field.Source, field.IsBound) && offer.IsSupplied(field));
    }

    /// <summary>The object below a field that is given, in the answer of that source.</summary>
    public Holder Below(Place place, FieldSource field) => _holders.Below(place, field);

    /// <summary>Whether an object of that type can come where the source answers the field.</summary>
    public bool CanHold(FieldSource field, NamedType target, ObjectType possible)
    {
        if (target is ObjectType)
        {
            return true;
        }

        // A source may declare the field with a narrower type than the merged one, and not know the abstract one.
        var declared = field.Field.Type.Named;
        if (supergraph.Find(target)?.FindSource(field.Source) is { IsInterfaceObject: true } stand
            && stand.Type == declared)
        {
            return true;
        }

        foreach (var own in supergraph.Sources[field.Source].Schema.PossibleTypes(declared))
        {
            if (supergraph.NameOf(own, field.Source) == possible.Name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first context of which nothing above has the value for the field; else null.</summary>
    public ContextArgument? FirstUnset(Place place, FieldSource field)
    {
        foreach (var argument in field.ContextArguments)
        {
            var name = ContextValues.NameOf(field.Source, argument.Context);
            if (!place.Contexts.SetBy.TryGetValue(name, out var setBy)
                || (setBy is not null
                    && FirstMissing(setBy.Places, setBy.Type, argument.SelectionOf(setBy.Type)!.Selection) is not null))
            {
                return argument;
            }
        }

        return null;
    }

    private Offer Find(Place place)
    {
        if (!_offers.TryGetValue(place, out var offer))
        {
            offer = new Offer();
            if (_offers.Count == PlacesMax)
            {
                return offer;
            }

            _offers.Add(place, offer);
            Enqueue(place);
        }

        if (_asking is { } asking && asking != place)
        {
            offer.Dependents.Add(asking);
        }

        return offer;
    }

    private void Enqueue(Place place)
    {
        if (_waiting.Add(place))
        {
            _changed.Enqueue(place);
        }
    }

    private void Grow(Place place, Offer offer)
    {
        var (isGrown, isMore) = (false, true);
        while (isMore)
        {
            isMore = Enter(place, offer) | Supply(place, offer);
            isGrown |= isMore;
        }

        foreach (var dependent in isGrown ? offer.Dependents : [])
        {
            Enqueue(dependent);
        }
    }

    /// <summary>Root types need no key, wherever they stand.</summary>
    private bool Enter(Place place, Offer offer)
    {
        var isMore = false;
        var schema = supergraph.Schema;
        var isRoot = place.Type == schema.QueryType || place.Type == schema.MutationType
            || place.Type == schema.SubscriptionType;
        foreach (var source in supergraph.Find(place.Type)?.Sources ?? [])
        {
            if (isRoot)
            {
                isMore |= offer.Enter(source.Source, isStub: false);
                continue;
            }

            foreach (var lookup in source.Lookups)
            {
                var isStub = lookup.Form == LookupForm.Stub;
                isMore |= !offer.IsEntered(source.Source, isStub)
                    && FirstMissing([place], place.Type, lookup.Key.Selection) is null
                    && offer.Enter(source.Source, isStub);
            }
        }

        return isMore;
    }

    private bool Supply(Place place, Offer offer)
    {
        var isMore = false;
        foreach (var field in NeedingOf(place.Type))
        {
            isMore |= offer.IsEntered(field.Source, field.IsBound) && !offer.IsSupplied(field)
                && FirstUnset(place, field) is null
                && Needs.Of(field).All(set => FirstMissing([place], place.Type, set.Selection) is null)
                && offer.Supply(field);
        }

        return isMore;
    }

    private FieldSource[] NeedingOf(ObjectType type)
    {
        if (!_needing.TryGetValue(type, out var needing))
        {
            needing = [.. (supergraph.Find(type)?.Fields.Values ?? []).SelectMany(static field => field.Sources)
                .Where(static field => field.IsAnswered && Needs.Any(field))];
            _needing.Add(type, needing);
        }

        return needing;
    }

    private bool Shows(Place place, FieldLink link)
    {
        var members = link.Members;
        var offer = Find(place);
        return ShowsAll(field => HolderTable.Holds(place, field))
            || (supergraph.Find(place.Type)?.Sources ?? []).Any(source =>
                offer.IsEntered(source.Source, isStub: false)
                && ShowsAll(field => field.Source == source.Source && !field.IsBound && field.IsAnswered
                    && !Needs.Any(field)));

        bool ShowsAll(Func<FieldSource, bool> isShown) => members.All(member =>
            supergraph.Find(place.Type)!.Fields.GetValueOrDefault(member.From)?.Sources
                .Any(field => field.Link is null && isShown(field)) == true);
    }

    /// <remarks>
    /// A leaf of an interface is asked of one source, which has to answer it for all types that it can hold there.
    /// </remarks>
    private Missing? FirstMissing(IReadOnlyCollection<Place> places, NamedType type, FieldNode node)
    {
        if (places.Count == 0)
        {
            return null;
        }

        if (type is not ObjectType && node.SelectionSet is null)
        {
            Missing? first = null;
            foreach (var held in places.GroupBy(static place => place.Holder))
            {
                var missing = held.Select(place => FirstMissingOf([place], node)).FirstOrDefault(IsThere);
                if (missing is null)
                {
                    return null;
                }

                first ??= missing;
            }

            return first;
        }

        return type is ObjectType
            ? FirstMissingOf(places, node)
            : places.GroupBy(static place => place.Type)
                .Select(ofType => FirstMissingOf([.. ofType], node)).FirstOrDefault(IsThere);
    }

    private static bool IsThere(Missing? missing) => missing is not null;

    /// <param name="places">All of one type.</param>
    /// <param name="node">Selected of it.</param>
    private Missing? FirstMissingOf(IReadOnlyCollection<Place> places, FieldNode node)
    {
        var at = places.First();
        if (supergraph.Find(at.Type)?.Fields.GetValueOrDefault(node.Name.Value) is not { } field)
        {
            return new Missing(null, $"{at.Type.Name}.{node.Name}");
        }

        var target = field.Definition.Type.Named;
        var below = new HashSet<Place>();
        var isGiven = false;
        foreach (var place in places)
        {
            foreach (var source in field.Sources)
            {
                if (!IsGiven(place, source))
                {
                    continue;
                }

                if (node.SelectionSet is null)
                {
                    return null;
                }

                isGiven = true;
                AddBelow(place, source, target, below);
            }
        }

        return isGiven
            ? FirstMissing(below, target, node.SelectionSet!)
            : new Missing(at, $"{at.Type.Name}.{node.Name}");
    }

    private void AddBelow(Place place, FieldSource field, NamedType target, HashSet<Place> below)
    {
        var holder = Below(place, field);
        var set = contexts.Below(place.Type, [place.Holder], place.Contexts);
        foreach (var possible in supergraph.Schema.PossibleTypes(target))
        {
            if (CanHold(field, target, possible))
            {
                below.Add(new Place(possible, holder, set));
            }
        }
    }
}
