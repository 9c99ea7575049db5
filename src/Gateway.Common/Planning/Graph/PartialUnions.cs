using Gateway.Common.Composition;
using Gateway.Common.Schema;

namespace Gateway.Common.Planning.Graph;

/// <summary>Unions of which sources have different members, and which members may be asked about where.</summary>
/// <remarks>
/// A shared field gives the same from every source that has it. Where several could be asked for a field and one of
/// them cannot name a type, an object of that type cannot be what the field gives, so nothing is asked about it; else
/// the answer would depend on which source the plan happens to take. Where only one source can be asked, all its
/// members count. Source: Apollo Federation, value types and <c>@shareable</c>.
/// </remarks>
internal sealed class PartialUnions
{
    private readonly Supergraph _supergraph;
    private readonly HashSet<UnionType> _partial = [];

    private PartialUnions(Supergraph supergraph)
    {
        _supergraph = supergraph;
        foreach (var union in supergraph.Schema.Types.OfType<UnionType>())
        {
            if ((supergraph.Find(union)?.Sources ?? []).Any(
                source => source.Type is UnionType own && own.Members.Count != union.Members.Count))
            {
                _partial.Add(union);
            }
        }
    }

    /// <summary>Null where all sources agree on all unions, and nothing needs to be followed.</summary>
    public static PartialUnions? Of(Supergraph supergraph)
    {
        var unions = new PartialUnions(supergraph);
        return unions._partial.Count == 0 ? null : unions;
    }

    /// <summary>The sources that may be asked at the root.</summary>
    public IReadOnlySet<int> FindRoot(NamedType root) =>
        (_supergraph.Find(root)?.Sources ?? []).Select(static source => source.Source).ToHashSet();

    /// <summary>The sources that may be asked for what stands below a field.</summary>
    /// <param name="parents">Those that may be asked for its parent.</param>
    /// <param name="parent">The type it is selected on.</param>
    /// <param name="field">The field.</param>
    public IReadOnlySet<int> Reach(IReadOnlySet<int> parents, NamedType parent, FieldDefinition field)
    {
        var known = _supergraph.Find(parent);
        var reach = new HashSet<int>();
        foreach (var source in SourcesOf(known, field))
        {
            if (source.IsAnswered
                && (parents.Contains(source.Source) || known!.FindSource(source.Source)?.Lookups.Count > 0))
            {
                reach.Add(source.Source);
            }
        }

        return reach;
    }

    /// <summary>The types that all sources in reach can name; null where it makes no difference.</summary>
    public IReadOnlySet<string>? CommonTypes(IReadOnlySet<int>? reach, NamedType parent, FieldDefinition field)
    {
        if (reach is not { Count: > 1 } || field.Type.Named is not UnionType union || !_partial.Contains(union))
        {
            return null;
        }

        HashSet<string>? common = null;
        var sources = SourcesOf(_supergraph.Find(parent), field);
        foreach (var source in sources.Where(source => reach.Contains(source.Source)))
        {
            var names = new List<string>();
            foreach (var type in _supergraph.Sources[source.Source].Schema.PossibleTypes(source.Field.Type.Named))
            {
                names.Add(_supergraph.NameOf(type, source.Source));
            }

            common ??= [.. names];
            common.IntersectWith(names);
        }

        return common;
    }

    private static IReadOnlyList<FieldSource> SourcesOf(SupergraphType? type, FieldDefinition field) =>
        type?.Fields.GetValueOrDefault(field.Name)?.Sources ?? [];
}
