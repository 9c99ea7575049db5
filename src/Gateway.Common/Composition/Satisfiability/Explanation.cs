namespace Gateway.Common.Composition.Satisfiability;

/// <summary>Says why no source answers a field at a position: a reason for each that has it.</summary>
internal sealed class Explanation(Supergraph supergraph, Availability availability)
{
    /// <summary>Requirements of requirements that are told of.</summary>
    private const int ChainMax = 8;

    /// <summary>The sources that hold the object, and all that can be entered from there.</summary>
    public IReadOnlyList<int> SourcesOf(Position position) =>
    [
        .. position.Places.SelectMany(SourcesOf).Distinct().Order(),
    ];

    public string Of(Position position, SupergraphField field) => string.Join(
        "; ", field.Sources.Select(source => Of(position.Places, source)).OfType<string>().Distinct());

    private IEnumerable<int> SourcesOf(Place place) => place.Holder.Source < 0
        ? availability.Complete(place).Entered
        : availability.Complete(place).Entered.Prepend(place.Holder.Source);

    private string? Of(Place[] places, FieldSource field)
    {
        var place = places[0];
        var name = NameOf(field);
        if (field.Link is { } link)
        {
            var members = string.Join(", ", link.Members.Select(member => $"{place.Type.Name}.{member.From}"));
            return $"{name} makes it of {members}, which is not given there";
        }

        if (!field.IsAnswered)
        {
            return places.SelectMany(SourcesOf).Contains(field.Source) ? $"{name} has it @external only" : null;
        }

        var entered = Array.FindIndex(places, at => IsEntered(at, field));
        return entered < 0 ? OfLookups(name, place, field) : OfNeeds(name, places[entered], field);
    }

    private bool IsEntered(Place place, FieldSource field) =>
        availability.Complete(place).IsEntered(field.Source, field.IsBound);

    private string OfNeeds(string name, Place place, FieldSource field)
    {
        if (availability.FirstUnset(place, field) is { } argument)
        {
            return place.Contexts.SetBy.ContainsKey(ContextValues.NameOf(field.Source, argument.Context))
                ? $"{name} needs a value of the context {argument.Context} for it, which cannot be had without it"
                : $"{name} needs a value of the context {argument.Context} for it, which no object on the path sets";
        }

        return $"{name} needs {OfMissing(place, field)}";
    }

    /// <summary>What is missing, and why in turn, as long as it is for a requirement.</summary>
    private string OfMissing(Place place, FieldSource field)
    {
        var seen = new HashSet<(Place, FieldSource)>();
        var text = "";
        for (var (at, needing) = (place, field); seen.Add((at, needing));)
        {
            var missing = Needs.Of(needing)
                .Select(set => availability.FirstMissing([at], at.Type, set.Selection))
                .FirstOrDefault(static found => found is not null);
            text += missing?.Coordinate ?? "something";
            if (seen.Count == ChainMax || missing?.Place is not { } next || FindNeeding(next, missing) is not { } more)
            {
                return $"{text} for it, which cannot be reached from there";
            }

            text += $" for it, for which {NameOf(more)} needs ";
            (at, needing) = (next, more);
        }

        return $"{text}the same: these fields need one another";
    }

    /// <summary>The source that could be asked, were there what it needs.</summary>
    private FieldSource? FindNeeding(Place place, Missing missing) =>
        supergraph.Find(place.Type)?.Fields.Values
            .FirstOrDefault(field => $"{place.Type.Name}.{field.Definition.Name}" == missing.Coordinate)?.Sources
            .FirstOrDefault(source => source.IsAnswered && Needs.Any(source) && IsEntered(place, source)
                && availability.FirstUnset(place, source) is null);

    private string OfLookups(string name, Place place, FieldSource field)
    {
        var lookups = supergraph.Find(place.Type)?.FindSource(field.Source)?.Lookups ?? [];
        if (lookups.Count == 0)
        {
            return $"{name} has no @key or @lookup for {place.Type.Name}";
        }

        var reasons = lookups
            .Select(lookup => (
                Way: Describe(lookup),
                Missing: availability.FirstMissing([place], place.Type, lookup.Key.Selection)?.Coordinate ?? "more"))
            .Select(static reason => $"by {reason.Way} it needs {reason.Missing}");
        return $"{name} cannot be entered: {string.Join(", ", reasons.Distinct())}";
    }

    private string NameOf(FieldSource field) => $"'{supergraph.Sources[field.Source].Name}'";

    private static string Describe(Lookup lookup) => lookup.Field is { } field
        ? $"lookup {field.Name}({lookup.Key.Text})"
        : $"key \"{lookup.Key.Text}\"";
}
