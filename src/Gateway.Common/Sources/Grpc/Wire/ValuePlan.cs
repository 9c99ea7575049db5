using Gateway.Common.Results;
using Gateway.Common.Schema;

namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>How one scalar or enum is read: compiled once.</summary>
internal sealed class ValuePlan(ProtoKind kind, NamedType type, string coordinate)
{
    public ProtoKind Kind { get; } = kind;

    public WireType WireType { get; } = ProtoKinds.WireTypeOf(kind);

    /// <summary>Whether numbers are written as strings: an overlay made the field an ID.</summary>
    public bool IsQuoted { get; } = LeafKinds.Of(type) is LeafKind.ID or LeafKind.String;

    public EnumNumbers? Enum { get; } = type is EnumType @enum ? new EnumNumbers(@enum) : null;

    /// <summary>Of a wrapper message: how what it wraps is read.</summary>
    public ValuePlan? Inner { get; } =
        ProtoKinds.Wrapped(kind) is not ProtoKind.None and var inner ? new ValuePlan(inner, type, coordinate) : null;

    /// <summary>What an Any may hold; null for other kinds.</summary>
    public AnyTypes? AnyTypes { get; } = kind == ProtoKind.Any ? AnyTypes.Of(type) : null;

    /// <summary>What an absent value means, as JSON; null where the kind's own default holds.</summary>
    public byte[]? Default { get; init; }

    /// <summary>For errors: <c>Type.field</c>.</summary>
    public string Coordinate { get; } = coordinate;
}
