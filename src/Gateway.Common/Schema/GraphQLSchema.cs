using System.Collections.Frozen;
using Gateway.Common.Language;
using Gateway.Common.Primitives;

namespace Gateway.Common.Schema;

/// <summary>An immutable type system.</summary>
/// <remarks>
/// Source: GraphQL §3.3. Types stand in document order, built-in scalars last where the SDL did not define them.
/// The introspection types (<c>__Schema</c> …) are members too, marked by their two underscores.
/// </remarks>
public sealed class GraphQLSchema
{
    private readonly Utf8Map<NamedType> _types;
    private readonly FrozenDictionary<NamedType, ObjectType[]> _possibleTypes;

    internal GraphQLSchema(
        string? description,
        IReadOnlyList<DirectiveNode> directives,
        NamedType[] types,
        DirectiveDefinition[] directiveDefinitions,
        ObjectType? queryType,
        ObjectType? mutationType,
        ObjectType? subscriptionType)
    {
        Description = description;
        Directives = directives;
        Types = types;
        DirectiveDefinitions = new MemberMap<DirectiveDefinition>(directiveDefinitions);
        QueryType = queryType;
        MutationType = mutationType;
        SubscriptionType = subscriptionType;
        _types = new Utf8Map<NamedType>(types, static type => type.Utf8Name);
        for (var index = 0; index < types.Length; index++)
        {
            types[index].Index = index;
        }

        _possibleTypes = FindPossibleTypes(types);
    }

    public string? Description { get; }

    /// <summary>Directives applied to the schema itself, extensions' included.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; }

    public IReadOnlyList<NamedType> Types { get; }

    public MemberMap<DirectiveDefinition> DirectiveDefinitions { get; }

    /// <summary>Null only in a source schema that has no queries of its own.</summary>
    public ObjectType? QueryType { get; }

    public ObjectType? MutationType { get; }

    public ObjectType? SubscriptionType { get; }

    public NamedType? FindType(ReadOnlySpan<byte> utf8Name) => _types.Find(utf8Name);

    public NamedType? FindType(string name) => _types.Find(name);

    public ObjectType? RootType(OperationType operation) => operation switch
    {
        OperationType.Query => QueryType,
        OperationType.Mutation => MutationType,
        _ => SubscriptionType,
    };

    /// <summary>
    /// The object types a composite type can be: itself, a union's members, an interface's implementers.
    /// </summary>
    public ReadOnlySpan<ObjectType> PossibleTypes(NamedType type) =>
        _possibleTypes.TryGetValue(type, out var types) ? types : [];

    /// <summary>Whether a value of <paramref name="candidate"/> is always also a <paramref name="type"/>.</summary>
    public static bool IsSubtype(NamedType candidate, NamedType type) =>
        candidate == type
        || (type is UnionType union && candidate is ObjectType member && union.Members.Contains(member))
        || (type is InterfaceType face && candidate is ComplexType complex && complex.Interfaces.Contains(face));

    private static FrozenDictionary<NamedType, ObjectType[]> FindPossibleTypes(NamedType[] types)
    {
        var objects = types.OfType<ObjectType>().ToArray();
        var possible = new Dictionary<NamedType, ObjectType[]>();
        foreach (var type in types)
        {
            switch (type)
            {
                case ObjectType @object:
                    possible.Add(type, [@object]);
                    break;
                case UnionType union:
                    possible.Add(type, [.. union.Members]);
                    break;
                case InterfaceType face:
                    possible.Add(type, [.. objects.Where(candidate => candidate.Interfaces.Contains(face))]);
                    break;
            }
        }

        return possible.ToFrozenDictionary();
    }
}
