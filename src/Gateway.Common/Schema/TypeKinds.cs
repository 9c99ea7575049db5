using Gateway.Common.Language;

namespace Gateway.Common.Schema;

/// <summary>How a scalar's values are checked; custom scalars pass through.</summary>
public enum ScalarKind : byte
{
    Custom,
    Int,
    Float,
    String,
    Boolean,
    ID,
}

/// <summary>Source: GraphQL §3.5 Scalars.</summary>
public sealed class ScalarType(
    string name, string? description, IReadOnlyList<DirectiveNode> directives, ScalarKind kind, string? specifiedBy)
    : NamedType(name, description, directives)
{
    public ScalarKind Kind { get; } = kind;

    /// <summary>The URL of <c>@specifiedBy</c>, or null.</summary>
    public string? SpecifiedBy { get; } = specifiedBy;
}

/// <summary>An object or interface type.</summary>
public abstract class ComplexType : NamedType
{
    private protected ComplexType(string name, string? description, IReadOnlyList<DirectiveNode> directives)
        : base(name, description, directives)
    {
    }

    /// <summary>All interfaces it declares, in document order.</summary>
    public IReadOnlyList<InterfaceType> Interfaces { get; internal set; } = [];

    /// <summary>What stands after <c>implements</c>, also what is no interface; only before validation.</summary>
    internal IReadOnlyList<NamedType> DeclaredInterfaces { get => field ?? Interfaces; set; }

    public MemberMap<FieldDefinition> Fields { get; internal set; } = MemberMap<FieldDefinition>.Empty;
}

/// <summary>Source: GraphQL §3.6 Objects.</summary>
public sealed class ObjectType(string name, string? description, IReadOnlyList<DirectiveNode> directives)
    : ComplexType(name, description, directives);

/// <summary>Source: GraphQL §3.7 Interfaces.</summary>
public sealed class InterfaceType(string name, string? description, IReadOnlyList<DirectiveNode> directives)
    : ComplexType(name, description, directives);

/// <summary>Source: GraphQL §3.8 Unions.</summary>
public sealed class UnionType(string name, string? description, IReadOnlyList<DirectiveNode> directives)
    : NamedType(name, description, directives)
{
    private HashSet<ObjectType> _members = [];

    public IReadOnlyList<ObjectType> Members
    {
        get;
        internal set
        {
            field = value;
            _members = [.. value];
        }
    } = [];

    /// <summary>Whether the type is a member; O(1).</summary>
    public bool Includes(ObjectType type) => _members.Contains(type);

    /// <summary>Members as written, also what is no object type; only before validation.</summary>
    internal IReadOnlyList<NamedType> DeclaredMembers { get => field ?? Members; set; }
}

/// <summary>Source: GraphQL §3.9 Enums.</summary>
public sealed class EnumType(string name, string? description, IReadOnlyList<DirectiveNode> directives)
    : NamedType(name, description, directives)
{
    public MemberMap<EnumValueDefinition> Values { get; internal set; } = MemberMap<EnumValueDefinition>.Empty;
}

/// <summary>Source: GraphQL §3.10 Input Objects.</summary>
public sealed class InputObjectType(
    string name, string? description, IReadOnlyList<DirectiveNode> directives, bool isOneOf)
    : NamedType(name, description, directives)
{
    public bool IsOneOf { get; } = isOneOf;

    public MemberMap<InputValueDefinition> Fields { get; internal set; } = MemberMap<InputValueDefinition>.Empty;
}
