using Gateway.Common.Sources.Rest.Contracts;

namespace Gateway.Common.Sources.Rest.Import;

/// <summary>The types of the schema in the making, their names, and what was used of scalars and directives.</summary>
internal sealed class TypeCatalog
{
    private static readonly string[] Reserved =
        ["Query", "Mutation", "Subscription", "Int", "Float", "String", "Boolean", "ID", .. NamedScalars.All];

    private readonly ImportOptions _options;
    private readonly NameScope _names = new(Reserved);
    private readonly Dictionary<ContractNode, string> _componentNames = [];
    private readonly Dictionary<string, SdlType> _byName = new(StringComparer.Ordinal);
    private int _members;

    /// <param name="options">Bounds.</param>
    /// <param name="components">The contract's named schemas: their names are theirs before any inline
    /// schema's.</param>
    public TypeCatalog(ImportOptions options, IEnumerable<KeyValuePair<string, ContractNode>> components)
    {
        _options = options;
        foreach (var (name, schema) in components)
        {
            if (!_componentNames.ContainsKey(schema))
            {
                _componentNames.Add(schema, _names.Take(GraphQLNames.Type(name)));
            }
        }
    }

    public List<SdlType> Types { get; } = [];

    public SortedSet<string> Scalars { get; } = new(StringComparer.Ordinal);

    /// <summary>The GraphQL name that a schema's type should have, before it is made unique.</summary>
    public string PreferredName(SchemaUse use, string hint) =>
        _componentNames.TryGetValue(use.Core, out var assigned) ? assigned
        : use.Name is null ? hint
        : GraphQLNames.Type(use.Name);

    /// <summary>Adds a type under a name of its own.</summary>
    /// <param name="use">Whose type it is, for the name that was set aside for a component.</param>
    public SdlType Add(SdlKind kind, SchemaUse use, string hint)
    {
        var preferred = PreferredName(use, hint);
        var wanted = kind == SdlKind.Input ? InputName(preferred) : preferred;
        var isSetAside = wanted == preferred
            && _componentNames.ContainsKey(use.Core)
            && !_byName.ContainsKey(preferred);
        return Add(new SdlType(kind, isSetAside ? preferred : _names.Take(wanted)));
    }

    /// <summary>Adds a type that stands for no schema of the contract.</summary>
    public SdlType Add(SdlKind kind, string preferred) => Add(new SdlType(kind, _names.Take(preferred)));

    public SdlType? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Takes a named scalar into the schema.</summary>
    public string UseScalar(string name)
    {
        Scalars.Add(name);
        return name;
    }

    /// <summary>Counts a member against the bound.</summary>
    public void Charge(ContractNode at)
    {
        if (++_members > _options.MembersMax)
        {
            throw new ContractException(
                ContractCodes.TooLarge,
                $"The schema has more than {_options.MembersMax} members.",
                at.Document.Path,
                at.Line);
        }
    }

    private static string InputName(string name) =>
        name.EndsWith("Input", StringComparison.Ordinal) ? name : name + "Input";

    private SdlType Add(SdlType type)
    {
        Types.Add(type);
        _byName.Add(type.Name, type);
        return type;
    }
}
