using Gateway.Common.Language;

namespace Gateway.Common.Schema;

/// <summary>An immutable type system.</summary>
/// <remarks>
/// Source: GraphQL §3.3. Types stand in document order, built-in scalars last where the SDL did not define them.
/// The introspection types (<c>__Schema</c> …) are members too, marked by their two underscores.
/// </remarks>
public sealed class GraphQLSchema
{
    private readonly NamedType[] _types;
    private readonly int[] _slots;

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
        _types = types;
        DirectiveDefinitions = new MemberMap<DirectiveDefinition>(directiveDefinitions);
        QueryType = queryType;
        MutationType = mutationType;
        SubscriptionType = subscriptionType;
        _slots = NameSlots.Make<NamedType>(types);
        for (var index = 0; index < types.Length; index++)
        {
            types[index].Index = index;
        }

        FindImplementers(types);
        MetaFields = new MetaFields(this);
    }

    public string? Description { get; }

    /// <summary>Directives applied to the schema itself, extensions' included.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; }

    public IReadOnlyList<NamedType> Types => _types;

    public MemberMap<DirectiveDefinition> DirectiveDefinitions { get; }

    /// <summary>Null only in a source schema that has no queries of its own.</summary>
    public ObjectType? QueryType { get; }

    public ObjectType? MutationType { get; }

    public ObjectType? SubscriptionType { get; }

    /// <summary><c>__typename</c>, <c>__schema</c> and <c>__type</c>, which no type declares.</summary>
    public MetaFields MetaFields { get; }

    /// <summary>
    /// Where it was written: the definition first, then the extensions; empty for a schema made by code.
    /// </summary>
    public IReadOnlyList<SyntaxReference> Syntax { get; internal init; } = [];

    /// <summary>The documents it was built from, so that it can be extended; empty for a schema made by code.</summary>
    internal IReadOnlyList<DocumentNode> Documents { get; init; } = [];

    /// <summary>
    /// Root types as written by operation, also those that are no object types; only before validation.
    /// </summary>
    internal IReadOnlyDictionary<OperationType, NamedType> DeclaredRootTypes
    {
        get => field ?? ObjectRootTypes();
        init;
    }

    public NamedType? FindType(ReadOnlySpan<byte> utf8Name) =>
        NameSlots.IndexOf<NamedType>(_types, _slots, utf8Name) is var index and >= 0 ? _types[index] : null;

    public NamedType? FindType(string name) => FindType(NameSlots.Encode(name, stackalloc byte[NameSlots.BufferBytes]));

    /// <summary>The type that a reference in a document means; null where it names no type of this schema.</summary>
    public SchemaType? ResolveType(TypeNode reference) => reference switch
    {
        NonNullTypeNode nonNull => ResolveType(nonNull.NullableType) is { } type ? new NonNullType(type) : null,
        ListTypeNode list => ResolveType(list.ElementType) is { } type ? new ListType(type) : null,
        NamedTypeNode named => FindType(named.Name.Utf8),
        _ => null,
    };

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
        (uint)type.Index < (uint)_types.Length && _types[type.Index] == type
            ? type switch
            {
                ObjectType @object => @object.Itself,
                UnionType union => union.MemberSpan,
                InterfaceType face => face.Implementers,
                _ => [],
            }
            : [];

    /// <summary>Whether a value of <paramref name="candidate"/> is always also a <paramref name="type"/>.</summary>
    public static bool IsSubtype(NamedType candidate, NamedType type) =>
        candidate == type
        || (type is UnionType union && candidate is ObjectType member && union.Includes(member))
        || (type is InterfaceType face && candidate is ComplexType complex && complex.Interfaces.Contains(face));

    /// <summary>
    /// Whether a value of <paramref name="candidate"/> may stand where <paramref name="type"/> is expected.
    /// </summary>
    /// <remarks>Source: GraphQL §3.6.1 IsValidImplementationFieldType, §5.8.5 AreTypesCompatible.</remarks>
    public static bool IsSubtype(SchemaType candidate, SchemaType type) => (candidate, type) switch
    {
        (NonNullType inner, NonNullType outer) => IsSubtype(inner.Nullable, outer.Nullable),
        (NonNullType inner, _) => IsSubtype(inner.Nullable, type),
        (ListType inner, ListType outer) => IsSubtype(inner.ElementType, outer.ElementType),
        (NamedType inner, NamedType outer) => IsSubtype(inner, outer),
        _ => false,
    };

    private Dictionary<OperationType, NamedType> ObjectRootTypes()
    {
        var roots = new Dictionary<OperationType, NamedType>();
        foreach (var operation in (ReadOnlySpan<OperationType>)
            [OperationType.Query, OperationType.Mutation, OperationType.Subscription])
        {
            if (RootType(operation) is { } type)
            {
                roots.Add(operation, type);
            }
        }

        return roots;
    }

    /// <summary>Tells interfaces of the object types that implement them, in the order of the types.</summary>
    private static void FindImplementers(NamedType[] types)
    {
        foreach (var type in types)
        {
            if (type is not ObjectType @object)
            {
                continue;
            }

            for (var index = 0; index < @object.Interfaces.Count; index++)
            {
                var face = @object.Interfaces[index];
                if ((uint)face.Index < (uint)types.Length && types[face.Index] == face)
                {
                    face.AddImplementer(@object);
                }
            }
        }
    }
}
