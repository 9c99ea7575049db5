using System.Runtime.InteropServices;
using Gateway.Common.Language;
using Gateway.Common.Schema.Building;

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
public sealed class ScalarType : NamedType
{
    public ScalarType(
        string name, string? description, IReadOnlyList<DirectiveNode> directives, ScalarKind kind, string? specifiedBy)
        : base(name, description, directives)
    {
        Kind = kind;
        SpecifiedBy = specifiedBy;
    }

    internal ScalarType(TypeSource source)
        : base(source)
    {
        Kind = BuiltInScalar.KindOf(source.Name.Utf8);
        SpecifiedBy = AppliedDirectives.SpecifiedBy(source.Directives);
    }

    public ScalarKind Kind { get; }

    /// <summary>The URL of <c>@specifiedBy</c>, or null.</summary>
    public string? SpecifiedBy { get; }
}

/// <summary>An object or interface type.</summary>
public abstract class ComplexType : NamedType
{
    private protected ComplexType(string name, string? description, IReadOnlyList<DirectiveNode> directives)
        : base(name, description, directives)
    {
    }

    private protected ComplexType(TypeSource source)
        : base(source)
    {
    }

    /// <summary>All interfaces it declares, in document order.</summary>
    public IReadOnlyList<InterfaceType> Interfaces { get; internal set; } = [];

    /// <summary>What stands after <c>implements</c>, also what is no interface; only before validation.</summary>
    internal IReadOnlyList<NamedType> DeclaredInterfaces { get => field ?? Interfaces; set; }

    public MemberMap<FieldDefinition> Fields { get; internal set; } = MemberMap<FieldDefinition>.Empty;
}

/// <summary>Source: GraphQL §3.6 Objects.</summary>
public sealed class ObjectType : ComplexType
{
    /// <summary>Only to make a span of.</summary>
    private readonly ObjectType _itself;

    public ObjectType(string name, string? description, IReadOnlyList<DirectiveNode> directives)
        : base(name, description, directives) => _itself = this;

    internal ObjectType(TypeSource source)
        : base(source) => _itself = this;

    /// <summary>The one type that it can be.</summary>
    internal ReadOnlySpan<ObjectType> Itself => new(in _itself);
}

/// <summary>Source: GraphQL §3.7 Interfaces.</summary>
public sealed class InterfaceType : ComplexType
{
    private List<ObjectType>? _implementers;

    public InterfaceType(string name, string? description, IReadOnlyList<DirectiveNode> directives)
        : base(name, description, directives)
    {
    }

    internal InterfaceType(TypeSource source)
        : base(source)
    {
    }

    /// <summary>The object types of its schema that implement it, in the order of the types.</summary>
    internal ReadOnlySpan<ObjectType> Implementers => CollectionsMarshal.AsSpan(_implementers);

    /// <summary>Only while its schema is made.</summary>
    internal void AddImplementer(ObjectType type) => (_implementers ??= []).Add(type);
}

/// <summary>Source: GraphQL §3.8 Unions.</summary>
public sealed class UnionType : NamedType
{
    /// <summary>Made when a union of many members is first asked for one.</summary>
    private HashSet<ObjectType>? _set;

    public UnionType(string name, string? description, IReadOnlyList<DirectiveNode> directives)
        : base(name, description, directives)
    {
    }

    internal UnionType(TypeSource source)
        : base(source)
    {
    }

    public IReadOnlyList<ObjectType> Members
    {
        get;
        internal set
        {
            field = value;
            _set = null;
        }
    } = [];

    internal ReadOnlySpan<ObjectType> MemberSpan => Members.Elements();

    /// <summary>Whether the type is a member; O(1).</summary>
    public bool Includes(ObjectType type) =>
        Members.Count <= NameSlots.ScanMax ? Members.Contains(type) : (_set ??= [.. Members]).Contains(type);

    /// <summary>Members as written, also what is no object type; only before validation.</summary>
    internal IReadOnlyList<NamedType> DeclaredMembers { get => field ?? Members; set; }
}

/// <summary>Source: GraphQL §3.9 Enums.</summary>
public sealed class EnumType : NamedType
{
    public EnumType(string name, string? description, IReadOnlyList<DirectiveNode> directives)
        : base(name, description, directives)
    {
    }

    internal EnumType(TypeSource source)
        : base(source)
    {
    }

    public MemberMap<EnumValueDefinition> Values { get; internal set; } = MemberMap<EnumValueDefinition>.Empty;
}

/// <summary>Source: GraphQL §3.10 Input Objects.</summary>
public sealed class InputObjectType : NamedType
{
    public InputObjectType(string name, string? description, IReadOnlyList<DirectiveNode> directives, bool isOneOf)
        : base(name, description, directives) => IsOneOf = isOneOf;

    internal InputObjectType(TypeSource source)
        : base(source) => IsOneOf = AppliedDirectives.IsOneOf(source.Directives);

    public bool IsOneOf { get; }

    public MemberMap<InputValueDefinition> Fields { get; internal set; } = MemberMap<InputValueDefinition>.Empty;
}
