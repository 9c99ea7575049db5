using Gateway.Common.Language;

namespace Gateway.Common.Schema.Building;

/// <summary>Turns type references into types; equal references of one schema become the same object.</summary>
internal sealed class TypeResolver
{
    private readonly DiagnosticBag _diagnostics;
    private readonly TypeShells _own;
    private readonly TypeShells _introspection;
    private readonly Dictionary<Name, ScalarType> _placeholders = [];

    /// <summary>What the names of built-in scalars mean, by kind, once one was asked for.</summary>
    private readonly NamedType?[] _builtIn = new NamedType?[Enum.GetValues<ScalarKind>().Length];

    /// <param name="diagnostics">Told of names that nothing defines.</param>
    /// <param name="own">What the documents define; it is meant where introspection has the name too.</param>
    /// <param name="introspection">What every schema has.</param>
    public TypeResolver(DiagnosticBag diagnostics, TypeShells own, TypeShells introspection)
    {
        _diagnostics = diagnostics;
        _own = own;
        _introspection = introspection;
    }

    /// <summary>Those that are referred to but not defined, in the order of their first use.</summary>
    public List<ScalarType> BuiltInScalars { get; } = [];

    public NamedType? Find(ReadOnlySpan<byte> name) => _own.Find(name) ?? _introspection.Find(name);

    public SchemaType Resolve(TypeNode node, DocumentNode document) => node switch
    {
        NamedTypeNode named => Named(named, document) ?? Placeholder(named.Name),
        NonNullTypeNode nonNull => Resolve(nonNull.NullableType, document).NonNull,
        ListTypeNode list => Resolve(list.ElementType, document).List,
        _ => throw new InvalidOperationException($"{node.Kind} is no type reference."),
    };

    /// <summary>Null, with a diagnostic, where nothing of that name is defined.</summary>
    public NamedType? Named(NamedTypeNode node, DocumentNode document)
    {
        var kind = BuiltInScalar.KindOf(node.Name.Utf8);
        if (kind != ScalarKind.Custom)
        {
            return _builtIn[(int)kind] ??= Find(node.Name.Utf8) ?? BuiltIn(kind);
        }

        if (Find(node.Name.Utf8) is { } type)
        {
            return type;
        }

        var location = new SchemaLocation(document, node.Name.Start);
        _diagnostics.Add(SchemaErrorCodes.UnknownType, $"Nothing defines the type \"{node.Name}\".", location);
        return null;
    }

    private ScalarType BuiltIn(ScalarKind kind)
    {
        var scalar = BuiltInScalar.Create(kind);
        BuiltInScalars.Add(scalar);
        return scalar;
    }

    /// <summary>Stands in for an unknown type so that building goes on and finds the other faults too.</summary>
    private ScalarType Placeholder(Name name)
    {
        if (!_placeholders.TryGetValue(name, out var type))
        {
            type = new ScalarType(name.Value, null, [], ScalarKind.Custom, null);
            _placeholders.Add(name, type);
        }

        return type;
    }
}
