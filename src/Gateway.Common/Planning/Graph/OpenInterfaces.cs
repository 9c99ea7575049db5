using Gateway.Common.Composition;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>
/// Interfaces whose objects a source may answer with without knowing their types (<c>@interfaceObject</c>).
/// </summary>
/// <remarks>
/// Shape: such an interface and all types that can stand for it are one family; so are two that share a type. Source:
/// Apollo Federation 2.3, <c>@interfaceObject</c>.
/// </remarks>
internal sealed class OpenInterfaces
{
    private readonly Dictionary<NamedType, NamedType> _families = [];
    private readonly HashSet<(NamedType Type, int Source)> _objects = [];

    public OpenInterfaces(Supergraph supergraph)
    {
        var standing = new HashSet<NamedType>();
        foreach (var type in supergraph.InterfaceObjects)
        {
            standing.Add(type);
            standing.UnionWith(supergraph.Schema.PossibleTypes(type).ToArray());
        }

        foreach (var type in supergraph.Schema.Types.Where(standing.Contains))
        {
            foreach (var source in supergraph.Find(type)?.Sources ?? [])
            {
                if (source.IsInterfaceObject)
                {
                    _objects.Add((source.Type, source.Source));
                    Join(supergraph.Schema, type);
                }
            }
        }
    }

    /// <param name="type">In the source's schema.</param>
    /// <param name="source">Index of the source.</param>
    public bool IsOpen(NamedType type, int source) => _objects.Contains((type, source));

    /// <summary>One type that stands for the family of a type; null where the type is in none.</summary>
    public NamedType? FamilyOf(NamedType type) => _families.GetValueOrDefault(type);

    private void Join(GraphQLSchema schema, NamedType type)
    {
        NamedType[] members = [type, .. schema.PossibleTypes(type)];
        var joined = members.Select(FamilyOf).OfType<NamedType>().ToHashSet();
        var related = _families.Where(entry => joined.Contains(entry.Value)).Select(entry => entry.Key).ToArray();
        foreach (var member in related)
        {
            _families[member] = type;
        }

        foreach (var member in members)
        {
            _families[member] = type;
        }
    }
}
