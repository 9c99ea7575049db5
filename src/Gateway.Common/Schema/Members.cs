using Gateway.Common.Language;

namespace Gateway.Common.Schema;

/// <summary>A field of an object or interface type. Source: GraphQL §3.6.</summary>
public sealed class FieldDefinition(
    string name,
    string? description,
    IReadOnlyList<DirectiveNode> directives,
    SchemaType type,
    MemberMap<InputValueDefinition> arguments,
    string? deprecationReason) : SchemaMember(name, description, directives)
{
    /// <summary>The object or interface type that declares it.</summary>
    public ComplexType DeclaringType { get; internal set; } = null!;

    public SchemaType Type { get; } = type;

    public MemberMap<InputValueDefinition> Arguments { get; } = arguments;

    /// <summary>Null when not deprecated.</summary>
    public string? DeprecationReason { get; } = deprecationReason;

    /// <summary><c>Type.field</c>. Source: GraphQL §3.14 Schema Coordinates.</summary>
    public string Coordinate => $"{DeclaringType.Name}.{Name}";

    public override string ToString() => Coordinate;
}

/// <summary>An argument or an input field.</summary>
public sealed class InputValueDefinition(
    string name,
    string? description,
    IReadOnlyList<DirectiveNode> directives,
    SchemaType type,
    ValueNode? defaultValue,
    string? deprecationReason) : SchemaMember(name, description, directives)
{
    public SchemaType Type { get; } = type;

    /// <summary>
    /// As written; null where there is none (a literal <c>null</c> is a <see cref="NullValueNode"/>).
    /// </summary>
    public ValueNode? DefaultValue { get; } = defaultValue;

    public string? DeprecationReason { get; } = deprecationReason;

    /// <summary>The default as JSON, once it was asked for.</summary>
    internal byte[]? DefaultJson { get; set; }

    /// <summary>Non-null and without a default.</summary>
    public bool IsRequired => Type.IsNonNull && DefaultValue is null;
}

/// <summary>Source: GraphQL §3.9.</summary>
public sealed class EnumValueDefinition(
    string name, string? description, IReadOnlyList<DirectiveNode> directives, string? deprecationReason)
    : SchemaMember(name, description, directives)
{
    public string? DeprecationReason { get; } = deprecationReason;
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
