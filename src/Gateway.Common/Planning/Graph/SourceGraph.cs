using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>Questions about which source can give what.</summary>
internal sealed class SourceGraph(Supergraph supergraph)
{
    public Supergraph Supergraph { get; } = supergraph;

    /// <summary>Interfaces for which some source has one object in place of all types.</summary>
    public OpenInterfaces Open { get; } = new(supergraph);

    public FieldSource? FindField(NamedType type, string field, int source)
    {
        if (Supergraph.Find(type) is { } known && known.Fields.TryGetValue(field, out var candidate))
        {
            foreach (var at in candidate.Sources)
            {
                if (at.Source == source)
                {
                    return at;
                }
            }
        }

        return null;
    }

    /// <summary>The field's appearances that are made from other fields of their parent.</summary>
    public IEnumerable<FieldSource> Links(NamedType type, string field) =>
        Supergraph.Find(type) is { } known && known.Fields.TryGetValue(field, out var candidate)
            ? candidate.Sources.Where(static source => source.Link is not null)
            : [];

    /// <summary>Whether an object that is present there shows all that a link is made from.</summary>
    public bool Shows(Presence at, NamedType type, FieldLink link) => link.Members.All(member =>
        FindField(type, member.From, at.Source) is { Link: null } field && at.Holds(field, member.From, type.Name));

    public bool IsRoot(NamedType type) =>
        type == Supergraph.Schema.QueryType || type == Supergraph.Schema.MutationType
        || type == Supergraph.Schema.SubscriptionType;

    /// <summary>The object types that can stand at a position, given the source whose answer holds it.</summary>
    public IReadOnlyList<ObjectType> PossibleTypes(NamedType type, Presence at)
    {
        var all = Supergraph.Schema.PossibleTypes(type).ToArray();
        if (type is ObjectType || at.Source < 0
            || (at.SourceType ?? Supergraph.Find(type)?.FindSource(at.Source)?.Type) is not { } known
            || Open.IsOpen(known, at.Source))
        {
            return all;
        }

        var names = new HashSet<string>();
        foreach (var possible in Supergraph.Sources[at.Source].Schema.PossibleTypes(known))
        {
            names.Add(Supergraph.NameOf(possible, at.Source));
        }

        return [.. all.Where(candidate => names.Contains(candidate.Name))];
    }

    /// <summary>Whether the objects at a position are of a type that the source does not know.</summary>
    public bool IsOpen(NamedType type, Presence at) =>
        type is InterfaceType
        && Supergraph.Find(type)?.FindSource(at.Source) is { IsInterfaceObject: true } own
        && (at.SourceType is null || at.SourceType == own.Type);

    /// <summary>All ways to enter sources at an object of that type.</summary>
    public IEnumerable<(Site Site, Lookup Lookup)> Lookups(NamedType type)
    {
        foreach (var source in Supergraph.Find(type)?.Sources ?? [])
        {
            foreach (var lookup in source.Lookups)
            {
                yield return (new Site(source.Source, lookup.Form == LookupForm.Stub), lookup);
            }
        }
    }

    /// <summary>Whether an object that is present there shows all of a field, its sub-selection included.</summary>
    public bool Covers(Presence at, NamedType type, FieldNode node)
    {
        var name = node.Name.Value;
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            return true;
        }

        if (FindField(type, name, at.Source) is not { Link: null } field || !at.Holds(field, name, type.Name))
        {
            return false;
        }

        return node.SelectionSet is null
            || CoversAll(
                at.Below(field, name, type.Name), ((ComplexType)type).Fields.Find(name)!.Type.Named, node.SelectionSet);
    }

    private bool CoversAll(Presence at, NamedType type, SelectionSetNode selectionSet)
    {
        foreach (var node in selectionSet.Selections)
        {
            var covered = node switch
            {
                FieldNode field => Covers(at, type, field),
                InlineFragmentNode inline => CoversAll(
                    at,
                    inline.TypeCondition is { } named ? Supergraph.Schema.FindType(named.Name.Utf8) ?? type : type,
                    inline.SelectionSet),
                _ => false,
            };
            if (!covered)
            {
                return false;
            }
        }

        return true;
    }
}
