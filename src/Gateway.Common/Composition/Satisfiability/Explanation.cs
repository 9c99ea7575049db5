using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Satisfiability;

/// <summary>Says why no source answers a field where some sources hold the object: a reason for each that has it.
/// </summary>
internal sealed class Explanation(Supergraph supergraph, Availability availability, ContextReach contexts)
{
    public string Of(Position position, SupergraphField field, HashSet<int> sources) =>
        string.Join("; ", field.Sources.Select(source => Of(position, source, sources)).OfType<string>());

    private string? Of(Position position, FieldSource field, HashSet<int> sources)
    {
        var type = position.Type;
        var name = $"'{supergraph.Sources[field.Source].Name}'";
        if (field.Link is { } link)
        {
            var members = string.Join(", ", link.Members.Select(member => $"{type.Name}.{member.From}"));
            return $"{name} makes it of {members}, which is not given there";
        }

        if (!availability.Answers(type, field))
        {
            return sources.Contains(field.Source) ? $"{name} has it @external only" : null;
        }

        if (contexts.FirstMissing(type, field, position.Contexts) is { } context)
        {
            return $"{name} needs a value of the context {context} for it, which no object on the path sets";
        }

        return sources.Contains(field.Source) && !field.IsBound && field.ContextArguments.Count == 0
            ? OfRequirements(name, type, field, sources)
            : OfLookups(name, type, field, sources);
    }

    private string OfRequirements(string name, ObjectType type, FieldSource field, HashSet<int> sources)
    {
        var needed = field.RequiredArguments.Select(argument => argument.Selection)
            .Concat(field.Requires is { } requires ? [requires] : []);
        var missing = needed.Select(set => availability.FirstMissing(type, set.Selection, sources))
            .FirstOrDefault(found => found is not null);
        return $"{name} needs {missing ?? "something"} for it, which cannot be reached from there";
    }

    private string OfLookups(string name, ObjectType type, FieldSource field, HashSet<int> sources)
    {
        var lookups = supergraph.Find(type)?.FindSource(field.Source)?.Lookups ?? [];
        if (lookups.Count == 0)
        {
            return $"{name} has no @key or @lookup for {type.Name}";
        }

        var reasons = lookups.Select(lookup => (
            Way: Describe(lookup), Missing: availability.FirstMissing(type, lookup.Key.Selection, sources) ?? "more"))
            .Select(reason => $"by {reason.Way} it needs {reason.Missing}");
        return $"{name} cannot be entered: {string.Join(", ", reasons.Distinct())}";
    }

    private static string Describe(Lookup lookup) => lookup.Field is { } field
        ? $"lookup {field.Name}({lookup.Key.Text})"
        : $"key \"{lookup.Key.Text}\"";
}
