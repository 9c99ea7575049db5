using System.Collections.Concurrent;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>Questions about which source can give what.</summary>
internal sealed class SourceGraph(Supergraph supergraph)
{
    // By type; the same whoever works them out first, so that threads may race for it.
    private readonly Entrance[]?[] _entrances = new Entrance[]?[supergraph.Schema.Types.Count];
    private readonly Site[]?[] _sites = new Site[]?[supergraph.Schema.Types.Count];
    private readonly ObjectType[]?[] _possible = new ObjectType[]?[supergraph.Schema.Types.Count];
    private readonly int[]?[] _askedAgain = new int[]?[supergraph.Schema.Types.Count];

    // By type and what a source's schema says stands in its place.
    private readonly ConcurrentDictionary<(NamedType Type, NamedType Known), ObjectType[]> _narrowed = [];

    public Supergraph Supergraph { get; } = supergraph;

    /// <summary>Interfaces for which some source has one object in place of all types.</summary>
    public OpenInterfaces Open { get; } = new(supergraph);

    public DirectiveSelections Directives { get; } = DirectiveSelections.Of(supergraph);

    public FieldSource? FindField(NamedType type, string field, int source) => FindIn(SourcesOf(type, field), source);

    /// <summary>The field's appearance in one source.</summary>
    public static FieldSource? FindIn(IReadOnlyList<FieldSource> sources, int source)
    {
        // By index: this is asked more often than anything else here, and an enumerator would be an object each time.
        for (var index = 0; index < sources.Count; index++)
        {
            if (sources[index].Source == source)
            {
                return sources[index];
            }
        }

        return null;
    }

    /// <summary>All sources in which a field stands.</summary>
    public IReadOnlyList<FieldSource> SourcesOf(NamedType type, string field) =>
        Supergraph.Find(type) is { } known && known.Fields.TryGetValue(field, out var candidate)
            ? candidate.Sources
            : [];

    /// <summary>Whether an object that is present there shows all that a link is made from.</summary>
    public bool Shows(Presence at, NamedType type, FieldLink link) => link.Members.All(member =>
        FindField(type, member.From, at.Source) is { Link: null } field && at.Holds(field, member.From, type));

    public bool IsRoot(NamedType type) =>
        type == Supergraph.Schema.QueryType || type == Supergraph.Schema.MutationType
        || type == Supergraph.Schema.SubscriptionType;

    /// <summary>The object types that can stand at a position, given the source whose answer holds it.</summary>
    public ObjectType[] PossibleTypes(NamedType type, Presence at)
    {
        var all = _possible[type.Index] ??= Supergraph.Schema.PossibleTypes(type).ToArray();
        if (type is ObjectType || at.Source < 0
            || (at.SourceType ?? Supergraph.Find(type)?.FindSource(at.Source)?.Type) is not { } known
            || Open.IsOpen(known, at.Source))
        {
            return all;
        }

        return _narrowed.TryGetValue((type, known), out var narrowed)
            ? narrowed
            : _narrowed.GetOrAdd((type, known), Narrow(all, known, at.Source));
    }

    private ObjectType[] Narrow(ObjectType[] all, NamedType known, int source)
    {
        var names = new HashSet<string>();
        foreach (var possible in Supergraph.Sources[source].Schema.PossibleTypes(known))
        {
            names.Add(Supergraph.NameOf(possible, source));
        }

        return Array.FindAll(all, candidate => names.Contains(candidate.Name));
    }

    /// <summary>Whether the objects at a position are of a type that the source does not know.</summary>
    public bool IsOpen(NamedType type, Presence at) =>
        type is InterfaceType
        && Supergraph.Find(type)?.FindSource(at.Source) is { IsInterfaceObject: true } own
        && (at.SourceType is null || at.SourceType == own.Type);

    /// <summary>All ways to enter sources at an object of that type.</summary>
    public Entrance[] Entrances(NamedType type) => _entrances[type.Index] ??=
    [
        .. (Supergraph.Find(type)?.Sources ?? []).SelectMany(
            static source => source.Lookups,
            static (source, lookup) => new Entrance(
                new Site(source.Source, lookup.Form == LookupForm.Stub),
                lookup,
                [.. lookup.Key.Selection.Selections.OfType<FieldNode>()
                    .Select(static node => (node, (Opening?)null))])),
    ];

    /// <summary>The sources that can be entered at an object of that type.</summary>
    public Site[] Sites(NamedType type) => _sites[type.Index] ??= IsRoot(type)
        ? [.. (Supergraph.Find(type)?.Sources ?? []).Select(static source => new Site(source.Source, false))]
        : [.. Entrances(type).Select(static entrance => entrance.Site).Distinct()];

    /// <summary>Whether it can be of use to ask a source for an object that its own answer holds.</summary>
    /// <remarks>Not where all that the source answers of the type is in that answer already.</remarks>
    public bool IsAskedAgain(NamedType type, int source) =>
        Array.IndexOf(_askedAgain[type.Index] ??= AskedAgain(type), source) >= 0;

    private int[] AskedAgain(NamedType type) =>
    [
        .. (Supergraph.Find(type)?.Fields.Values ?? []).SelectMany(static field => field.Sources)
            .Where(static field => field.IsAnswered && !Presence.IsPlain(field))
            .Select(static field => field.Source).Distinct(),
    ];

    /// <summary>Whether an object that is present there shows all of a field, its sub-selection included.</summary>
    public bool Covers(Presence at, NamedType type, FieldNode node)
    {
        // Its text is made already, that of the node would be made each time.
        if ((type as ComplexType)?.Fields.Find(node.Name.Utf8) is not { } definition)
        {
            return node.Name.Utf8.StartsWith("__"u8);
        }

        var name = definition.Name;
        return FindField(type, name, at.Source) is { Link: null } field && at.Holds(field, name, type)
            && (node.SelectionSet is null
                || CoversAll(at.Below(field, name, type), definition.Type.Named, node.SelectionSet));
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
