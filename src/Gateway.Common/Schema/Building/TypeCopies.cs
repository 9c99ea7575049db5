namespace Gateway.Common.Schema.Building;

/// <summary>Empty twins of a schema's types, and of references to them.</summary>
internal sealed class TypeCopies
{
    private readonly Dictionary<NamedType, NamedType> _copies = [];

    public TypeCopies(IEnumerable<NamedType> types)
    {
        foreach (var type in types)
        {
            var copy = Shell(type);
            copy.Syntax = type.Syntax;
            _copies.Add(type, copy);
        }
    }

    public T Of<T>(T type)
        where T : NamedType => (T)_copies[type];

    public SchemaType Of(SchemaType type) => type switch
    {
        NonNullType nonNull => Of(nonNull.Nullable).NonNull,
        ListType list => Of(list.ElementType).List,
        _ => _copies[type.Named],
    };

    private static NamedType Shell(NamedType type) => type switch
    {
        ObjectType => new ObjectType(type.Name, type.Description, type.Directives),
        InterfaceType => new InterfaceType(type.Name, type.Description, type.Directives),
        UnionType => new UnionType(type.Name, type.Description, type.Directives),
        EnumType => new EnumType(type.Name, type.Description, type.Directives),
        InputObjectType input => new InputObjectType(type.Name, type.Description, type.Directives, input.IsOneOf),
        ScalarType scalar =>
            new ScalarType(type.Name, type.Description, type.Directives, scalar.Kind, scalar.SpecifiedBy),
        _ => throw new InvalidOperationException($"\"{type}\" is of no known kind."),
    };
}
