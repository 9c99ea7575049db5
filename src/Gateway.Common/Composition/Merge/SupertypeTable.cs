using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>Which object types each interface and union can be, once all sources are put together.</summary>
internal sealed class SupertypeTable
{
    private static readonly HashSet<string> None = [];

    private readonly Dictionary<string, HashSet<string>> _supertypes = [];
    private readonly Dictionary<string, HashSet<string>> _possible = [];

    public SupertypeTable(IEnumerable<SourceFacts> sources)
    {
        foreach (var facts in sources)
        {
            foreach (var type in facts.Types.Values)
            {
                Note(facts, type);
            }
        }
    }

    /// <summary>Names of the interfaces and unions that a type belongs to in any source.</summary>
    public IReadOnlySet<string> Of(string name) => _supertypes.GetValueOrDefault(name, None);

    /// <summary>Names of the object types that a type can be in any source: an object type only itself.</summary>
    public IReadOnlySet<string> PossibleTypes(string name) => _possible.GetValueOrDefault(name, None);

    private void Note(SourceFacts facts, NamedType type)
    {
        var name = facts.NameOf(type);
        switch (type)
        {
            case ComplexType complex:
                foreach (var face in complex.Interfaces)
                {
                    Note(name, face.Name, isObject: complex is ObjectType);
                }

                if (complex is ObjectType && !facts.IsInterfaceObject(complex))
                {
                    Add(_possible, name, name);
                }

                break;
            case UnionType union:
                foreach (var member in union.Members)
                {
                    Note(facts.NameOf(member), union.Name, isObject: true);
                }

                break;
        }
    }

    private void Note(string name, string supertype, bool isObject)
    {
        Add(_supertypes, name, supertype);
        if (isObject)
        {
            Add(_possible, supertype, name);
        }
    }

    private static void Add(Dictionary<string, HashSet<string>> table, string name, string value)
    {
        if (!table.TryGetValue(name, out var found))
        {
            table.Add(name, found = []);
        }

        found.Add(value);
    }
}
