using System.Text.Json.Nodes;
using Gateway.Common.Composition;
using Gateway.Common.Schema;

namespace Gateway.Testing.Differential;

/// <summary>Root fields that give the entity with a key.</summary>
internal sealed class RootLookups
{
    private readonly Universe _universe;
    private readonly Dictionary<string, List<(NamedType Type, Lookup Lookup)>> _lookups;

    public RootLookups(Universe universe)
    {
        _universe = universe;
        _lookups = (
            from type in universe.Supergraph.Schema.Types
            from source in universe.Supergraph.Find(type)?.Sources ?? []
            from lookup in source.Lookups
            where lookup.Field is not null
            group (type, lookup) by lookup.Field!.Name)
            .ToDictionary(static group => group.Key, static group => group.ToList());
    }

    /// <summary>The keys that a root field can be asked with; none where it is no lookup.</summary>
    public IReadOnlyList<JsonNode> KeysOf(string field, string argument)
    {
        return
        [
            .. from known in _lookups.GetValueOrDefault(field) ?? []
               from taken in known.Lookup.Arguments
               where taken.Definition.Name == argument
               from entity in _universe.Entities(known.Type)
               select ValueOf(known.Lookup, entity, taken),
        ];
    }

    public bool TryFind(string field, JsonObject arguments, out object? found)
    {
        found = null;
        if (!_lookups.TryGetValue(field, out var known))
        {
            return false;
        }

        found = known.SelectMany(way => _universe.Entities(way.Type).Where(entity => way.Lookup.Arguments.All(
            argument => CanonicalJson.Of(ValueOf(way.Lookup, entity, argument))
                == CanonicalJson.Of(arguments[argument.Definition.Name])))).FirstOrDefault();
        return true;
    }

    private JsonNode ValueOf(Lookup lookup, DataObject entity, LookupArgument argument)
    {
        var monolith = new Monolith(_universe);
        if (argument.Map is { } map)
        {
            return monolith.Select(entity, map, argument.Definition.Type)!;
        }

        JsonNode value = monolith.Select(entity, lookup.Key.Selection)!;
        foreach (var step in argument.Path)
        {
            value = value[step]!;
        }

        return value;
    }
}
