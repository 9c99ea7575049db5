using Gateway.Common.Language;

namespace Gateway.Common.Schema.Building;

/// <summary>Turns type references into types; equal references of one schema become the same object.</summary>
internal sealed class TypeResolver(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, NamedType> _named = [];
    private readonly Dictionary<SchemaType, ListType> _lists = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SchemaType, NonNullType> _nonNulls = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ScalarType> _placeholders = [];

    /// <summary>Those that are referred to but not defined, in the order of their first use.</summary>
    public List<ScalarType> BuiltInScalars { get; } = [];

    public void Add(NamedType type) => _named.TryAdd(type.Name, type);

    public NamedType? Find(string name) => _named.GetValueOrDefault(name);

    public SchemaType Resolve(TypeNode node, DocumentNode document) => node switch
    {
        NonNullTypeNode nonNull => NonNull(Resolve(nonNull.NullableType, document)),
        ListTypeNode list => List(Resolve(list.ElementType, document)),
        NamedTypeNode named => Named(named, document) ?? Placeholder(named.Name.Value),
        _ => throw new InvalidOperationException($"{node.Kind} is no type reference."),
    };

    /// <summary>Null, with a diagnostic, where nothing of that name is defined.</summary>
    public NamedType? Named(NamedTypeNode node, DocumentNode document)
    {
        var name = node.Name.Value;
        if (_named.TryGetValue(name, out var type))
        {
            return type;
        }

        if (BuiltInScalar.Create(name) is { } scalar)
        {
            _named.Add(name, scalar);
            BuiltInScalars.Add(scalar);
            return scalar;
        }

        var location = new SchemaLocation(document, node.Name.Start);
        diagnostics.Add(SchemaErrorCodes.UnknownType, $"Nothing defines the type \"{name}\".", location);
        return null;
    }

    private ListType List(SchemaType element)
    {
        if (!_lists.TryGetValue(element, out var type))
        {
            _lists.Add(element, type = new ListType(element));
        }

        return type;
    }

    private NonNullType NonNull(SchemaType nullable)
    {
        if (!_nonNulls.TryGetValue(nullable, out var type))
        {
            _nonNulls.Add(nullable, type = new NonNullType(nullable));
        }

        return type;
    }

    /// <summary>Stands in for an unknown type so that building goes on and finds the other faults too.</summary>
    private ScalarType Placeholder(string name)
    {
        if (!_placeholders.TryGetValue(name, out var type))
        {
            _placeholders.Add(name, type = new ScalarType(name, null, [], ScalarKind.Custom, null));
        }

        return type;
    }
}
