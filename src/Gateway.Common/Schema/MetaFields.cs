using Gateway.Common.Language;

namespace Gateway.Common.Schema;

/// <summary>
/// The fields that no type declares. Source: GraphQL §4.1 Type Name Introspection, §4.2 Schema Introspection.
/// </summary>
public sealed class MetaFields
{
    private static readonly IReadOnlyList<DirectiveNode> NoDirectives = [];

    private readonly GraphQLSchema _schema;

    internal MetaFields(GraphQLSchema schema)
    {
        _schema = schema;
        if (schema.FindType("String"u8) is { } text)
        {
            var required = new NonNullType(text);
            TypeName = Field("__typename", required);
            Type = schema.FindType("__Type"u8) is { } type
                ? Field("__type", type, new InputValueDefinition("name", null, NoDirectives, required, null, null))
                : null;
        }

        Schema = schema.FindType("__Schema"u8) is { } root ? Field("__schema", new NonNullType(root)) : null;
    }

    /// <summary><c>__typename: String!</c>, on every composite type.</summary>
    public FieldDefinition? TypeName { get; }

    /// <summary><c>__schema: __Schema!</c>, on the query type.</summary>
    public FieldDefinition? Schema { get; }

    /// <summary><c>__type(name: String!): __Type</c>, on the query type.</summary>
    public FieldDefinition? Type { get; }

    /// <summary>The field of that name that can be selected on a type, its own or a meta field.</summary>
    public FieldDefinition? Find(NamedType parent, ReadOnlySpan<byte> name)
    {
        if (name.StartsWith("__"u8))
        {
            return name switch
            {
                _ when name.SequenceEqual("__typename"u8) => parent.IsComposite ? TypeName : null,
                _ when parent != _schema.QueryType => FindOwn(parent, name),
                _ when name.SequenceEqual("__schema"u8) => Schema,
                _ when name.SequenceEqual("__type"u8) => Type,
                _ => FindOwn(parent, name),
            };
        }

        return FindOwn(parent, name);
    }

    private static FieldDefinition? FindOwn(NamedType parent, ReadOnlySpan<byte> name) =>
        (parent as ComplexType)?.Fields.Find(name);

    private static FieldDefinition Field(string name, SchemaType type, params InputValueDefinition[] arguments) =>
        new(name, null, NoDirectives, type, new MemberMap<InputValueDefinition>(arguments), null);
}
