using System.Text.Json.Nodes;
using Gateway.Common.Composition;
using Gateway.Common.Schema;

namespace Gateway.Testing.Differential;

/// <summary>Root fields that give the entity with a key.</summary>
internal sealed class RootLookups
{
    private readonly Universe _universe;
    private readonly Dictionary<string, (NamedType Type, Lookup Lookup)> _lookups = [];

    public RootLookups(Universe universe)
    {
        _universe = universe;
        foreach (var type in universe.Supergraph.Schema.Types)
        {
            foreach (var lookup in (universe.Supergraph.Find(type)?.Sources ?? []).SelectMany(
                static source => source.Lookups))
            {
                if (lookup.Field is { } field)
                {
                    _lookups.TryAdd(field.Name, (type, lookup));
                }
            }
        }
    }

    /// <summary>The keys that a root field can be asked with; none where it is no lookup.</summary>
    public IReadOnlyList<JsonNode> KeysOf(string field, string argument)
    {
        if (!_lookups.TryGetValue(field, out var known)
            || known.Lookup.Arguments.FirstOrDefault(one => one.Definition.Name == argument) is not { } taken)
        {
            return [];
        }

        return [.. _universe.Entities(known.Type).Select(entity => ValueOf(known.Lookup, entity, taken))];
    }

    public bool TryFind(string field, JsonObject arguments, out object? found)
    {
        found = null;
        if (!_lookups.TryGetValue(field, out var known))
        {
            return false;
        }

        var (type, lookup) = known;
        found = _universe.Entities(type).FirstOrDefault(entity => lookup.Arguments.All(argument =>
            CanonicalJson.Of(ValueOf(lookup, entity, argument))
            == CanonicalJson.Of(arguments[argument.Definition.Name])));
        return true;
    }

    private JsonNode ValueOf(Lookup lookup, DataObject entity, LookupArgument argument)
    {
        JsonNode value = new Monolith(_universe).Select(entity, lookup.Key.Selection)!;
        foreach (var step in argument.Path)
        {
            value = value[step]!;
        }

        return value;
    }
}
