using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning.Graph;
using Gateway.Common.Schema;

namespace Gateway.Testing.Differential;

/// <summary>What the data has to hold to, so that all sources of a field can give the same value.</summary>
internal sealed class UniverseFacts
{
    private readonly Supergraph _supergraph;
    private readonly Dictionary<(string Type, string Field), FieldFacts> _fields = [];
    private readonly HashSet<(string Type, string Field)> _keyFields = [];
    private readonly HashSet<(string Type, string Field)> _required = [];
    private readonly HashSet<string> _entities = [];
    private readonly HashSet<string> _fragile = [];

    public UniverseFacts(Supergraph supergraph)
    {
        _supergraph = supergraph;
        foreach (var type in supergraph.Schema.Types.OfType<ComplexType>())
        {
            FindKeys(type);
            foreach (var field in supergraph.Find(type)?.Fields.Values ?? [])
            {
                foreach (var set in field.Sources.SelectMany(Requirements.Of))
                {
                    Mark(type, set.Selection, _required, (owner, isTop) => isTop ? [] : [owner]);
                }

                foreach (var (above, set) in field.Sources.SelectMany(static source => source.ContextArguments)
                    .SelectMany(static argument => argument.Selections))
                {
                    var setting = (ComplexType)supergraph.Schema.FindType(above)!;
                    Mark(setting, set.Selection, _required, (owner, isTop) => isTop ? [] : [owner]);
                }
            }
        }

        SpreadFragile();
    }

    public bool IsEntity(string type) => _entities.Contains(type);

    public FieldFacts Of(string type, string field)
    {
        if (!_fields.TryGetValue((type, field), out var facts))
        {
            _fields.Add((type, field), facts = Find((ComplexType)_supergraph.Schema.FindType(type)!, field));
        }

        return facts;
    }

    private FieldFacts Find(ComplexType type, string name)
    {
        var field = _supergraph.Find(type)!.Fields[name];
        var answering = field.Sources.Where(static source => source.IsAnswered || source.IsKeyField).ToArray();
        var all = field.Sources.Select(static source => source.Field.Type).Append(field.Definition.Type).ToArray();
        var isKey = _keyFields.Contains((type.Name, name));
        var agrees = all.Select(Nulls).Distinct().Count() == 1;
        var isRobust = !all.Any(HasNonNull)
            || (!_fragile.Contains(type.Name) && !_required.Contains((type.Name, name)));
        return new FieldFacts(
            Strictest(all),
            Possible(field.Definition.Type.Named, field.Sources),
            isKey,
            !isKey && agrees && isRobust,
            Hidden(type, field, answering),
            Array.Find(answering, static source => source.Requires is not null
                || source.RequiredArguments.Count > 0 || source.ContextArguments.Count > 0));
    }

    private HashSet<string> Hidden(ComplexType type, SupergraphField field, FieldSource[] sources)
    {
        var visible = (_supergraph.ApiSchema.FindType(type.Name) as ComplexType)?.Fields.Find(field.Definition.Name);
        return visible is null
            ? []
            : [.. sources.SelectMany(source => source.Field.Arguments.Select(static argument => argument.Name)
                .Except(source.RequiredArguments.Select(static argument => argument.Definition.Name))
                .Except(source.ContextArguments.Select(static argument => argument.Definition.Name)))
                .Where(name => !visible.Arguments.Contains(name))];
    }

    /// <summary>Types that each source of the field can name, and that clients may see.</summary>
    private string[] Possible(NamedType named, IReadOnlyList<FieldSource> sources)
    {
        if (!named.IsComposite)
        {
            return [];
        }

        var common = _supergraph.Schema.PossibleTypes(named).ToArray().Select(static type => type.Name)
            .Where(name => _supergraph.ApiSchema.FindType(name) is not null).ToList();
        foreach (var source in sources)
        {
            var own = source.Field.Type.Named;
            if (own is ObjectType && named is InterfaceType)
            {
                if (own.Name != named.Name)
                {
                    common.RemoveAll(name => name != own.Name);
                }

                continue;
            }

            var known = _supergraph.Sources[source.Source].Schema.PossibleTypes(own).ToArray();
            common.RemoveAll(name => named is not ObjectType && !Array.Exists(known, type => type.Name == name));
        }

        return [.. common];
    }

    private void FindKeys(ComplexType type)
    {
        foreach (var lookup in (_supergraph.Find(type)?.Sources ?? []).SelectMany(static source => source.Lookups))
        {
            foreach (var possible in _supergraph.Schema.PossibleTypes(type))
            {
                _entities.Add(possible.Name);
            }

            Mark(type, lookup.Key.Selection, _keyFields, static (_, _) => []);
        }
    }

    private void Mark(
        ComplexType type,
        SelectionSetNode set,
        HashSet<(string, string)> marked,
        Func<string, bool, IEnumerable<string>> fragile,
        bool isTop = true)
    {
        foreach (var node in set.Selections)
        {
            if (node is InlineFragmentNode inline)
            {
                var condition = inline.TypeCondition is { } named
                    ? (ComplexType)_supergraph.Schema.FindType(named.Name.Value)!
                    : type;
                Mark(condition, inline.SelectionSet, marked, fragile, isTop);
            }

            if (node is FieldNode field)
            {
                MarkField(type, field, marked, fragile, isTop);
            }
        }
    }

    private void MarkField(
        ComplexType type,
        FieldNode field,
        HashSet<(string, string)> marked,
        Func<string, bool, IEnumerable<string>> fragile,
        bool isTop)
    {
        foreach (var owner in _supergraph.Schema.PossibleTypes(type))
        {
            if (owner.Fields.Find(field.Name.Value) is not { } definition)
            {
                continue;
            }

            marked.Add((owner.Name, field.Name.Value));
            _fragile.UnionWith(fragile(owner.Name, isTop));
            if (field.SelectionSet is { } below && definition.Type.Named is ComplexType inner)
            {
                Mark(inner, below, marked, fragile, isTop: false);
            }
        }
    }

    /// <summary>
    /// What a source makes null with a non-null field is lost for what other fields require of it; so those types'
    /// non-null fields never fail.
    /// </summary>
    private void SpreadFragile()
    {
        for (var before = -1; before != _fragile.Count;)
        {
            before = _fragile.Count;
            foreach (var field in _fragile.ToArray()
                .SelectMany(name => ((ComplexType)_supergraph.Schema.FindType(name)!).Fields))
            {
                if (field.Type.Named.IsComposite && HasNonNull(field.Type))
                {
                    _fragile.UnionWith(
                        _supergraph.Schema.PossibleTypes(field.Type.Named).ToArray().Select(static type => type.Name));
                }
            }
        }
    }

    private static bool HasNonNull(SchemaType type) =>
        type.IsNonNull || (type is ListType list && HasNonNull(list.ElementType));

    private static string Nulls(SchemaType type) => type switch
    {
        NonNullType nonNull => $"{Nulls(nonNull.Nullable)}!",
        ListType list => $"[{Nulls(list.ElementType)}]",
        _ => "",
    };

    /// <summary>Non-null wherever any of them is.</summary>
    private static TypeFacts Strictest(IReadOnlyList<SchemaType> types)
    {
        var elements = types.Select(static type => type.Nullable).OfType<ListType>()
            .Select(static list => list.ElementType).ToArray();
        return new TypeFacts(
            types.Any(static type => type.IsNonNull),
            elements.Length == 0 ? null : Strictest(elements));
    }
}

/// <param name="Type">Where null may stand.</param>
/// <param name="Possible">Object types of the value; empty for leaves.</param>
/// <param name="IsKey">Whether its value follows from the object's number.</param>
/// <param name="MayFail">Whether its resolver may fail without sources disagreeing on what becomes null.</param>
/// <param name="Hidden">Arguments that clients cannot give, and the gateway does not.</param>
/// <param name="Requiring">The source whose field needs others of its object.</param>
internal sealed record FieldFacts(
    TypeFacts Type,
    IReadOnlyList<string> Possible,
    bool IsKey,
    bool MayFail,
    IReadOnlySet<string> Hidden,
    FieldSource? Requiring);

internal sealed record TypeFacts(bool IsNonNull, TypeFacts? Element);
