using Gateway.Common.Language;

namespace Gateway.Common.Schema;

/// <summary>A field of an object or interface type. Source: GraphQL §3.6.</summary>
public sealed class FieldDefinition : SchemaMember
{
    private Deprecation _deprecation;

    public FieldDefinition(
        string name,
        string? description,
        IReadOnlyList<DirectiveNode> directives,
        SchemaType type,
        MemberMap<InputValueDefinition> arguments,
        string? deprecationReason)
        : base(name, description, directives)
    {
        Type = type;
        Arguments = arguments;
        _deprecation = new Deprecation(deprecationReason);
    }

    internal FieldDefinition(
        FieldDefinitionNode node,
        DocumentNode document,
        ComplexType declaringType,
        SchemaType type,
        MemberMap<InputValueDefinition> arguments)
        : base(node.Name, node.Description, new SyntaxReference(document, node))
    {
        DeclaringType = declaringType;
        Type = type;
        Arguments = arguments;
        _deprecation = new Deprecation(node.Directives);
    }

    /// <summary>The object or interface type that declares it.</summary>
    public ComplexType DeclaringType { get; internal set; } = null!;

    public SchemaType Type { get; }

    public MemberMap<InputValueDefinition> Arguments { get; }

    /// <summary>Null when not deprecated.</summary>
    public string? DeprecationReason => _deprecation.Reason;

    /// <summary><c>Type.field</c>. Source: GraphQL §3.14 Schema Coordinates.</summary>
    public string Coordinate => field ??= $"{DeclaringType.Name}.{Name}";

    /// <summary><c>"name":</c> as UTF-8, as an object's member begins in JSON.</summary>
    internal byte[] JsonMember => field ??= [.. "\""u8, .. Utf8Name, .. "\":"u8];

    /// <summary><c>"name"</c> as UTF-8.</summary>
    internal byte[] JsonName => field ??= [.. "\""u8, .. Utf8Name, .. "\""u8];

    public override string ToString() => Coordinate;
}

/// <summary>An argument or an input field.</summary>
public sealed class InputValueDefinition : SchemaMember
{
    private Deprecation _deprecation;

    public InputValueDefinition(
        string name,
        string? description,
        IReadOnlyList<DirectiveNode> directives,
        SchemaType type,
        ValueNode? defaultValue,
        string? deprecationReason)
        : base(name, description, directives)
    {
        Type = type;
        DefaultValue = defaultValue;
        _deprecation = new Deprecation(deprecationReason);
    }

    internal InputValueDefinition(InputValueDefinitionNode node, DocumentNode document, SchemaType type)
        : base(node.Name, node.Description, new SyntaxReference(document, node))
    {
        Type = type;
        DefaultValue = node.DefaultValue;
        _deprecation = new Deprecation(node.Directives);
    }

    public SchemaType Type { get; }

    /// <summary>
    /// As written; null where there is none (a literal <c>null</c> is a <see cref="NullValueNode"/>).
    /// </summary>
    public ValueNode? DefaultValue { get; }

    public string? DeprecationReason => _deprecation.Reason;

    /// <summary>The default as JSON, once it was asked for.</summary>
    internal byte[]? DefaultJson { get; set; }

    /// <summary>Non-null and without a default.</summary>
    public bool IsRequired => DefaultValue is null && Type.IsNonNull;
}

/// <summary>Source: GraphQL §3.9.</summary>
public sealed class EnumValueDefinition : SchemaMember
{
    private Deprecation _deprecation;

    public EnumValueDefinition(
        string name, string? description, IReadOnlyList<DirectiveNode> directives, string? deprecationReason)
        : base(name, description, directives) => _deprecation = new Deprecation(deprecationReason);

    internal EnumValueDefinition(EnumValueDefinitionNode node, DocumentNode document)
        : base(node.Name, node.Description, new SyntaxReference(document, node)) =>
        _deprecation = new Deprecation(node.Directives);

    public string? DeprecationReason => _deprecation.Reason;
}

/// <summary>Source: GraphQL §3.13 Directives.</summary>
public sealed class DirectiveDefinition(
    string name,
    string? description,
    MemberMap<InputValueDefinition> arguments,
    bool isRepeatable,
    IReadOnlyList<string> locations) : SchemaMember(name, description, [])
{
    public MemberMap<InputValueDefinition> Arguments { get; } = arguments;

    public bool IsRepeatable { get; } = isRepeatable;

    /// <summary>Names as in the specification, such as <c>FIELD_DEFINITION</c>.</summary>
    public IReadOnlyList<string> Locations { get; } = locations;
}
