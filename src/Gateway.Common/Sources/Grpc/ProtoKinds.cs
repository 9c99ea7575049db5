using Gateway.Common.Schema;
using Gateway.Common.Sources.Grpc.Wire;

namespace Gateway.Common.Sources.Grpc;

/// <summary>What follows from a kind: its name in <c>@proto</c>, its GraphQL type, its place on the wire.</summary>
/// <remarks>Source: Protocol Buffers, ProtoJSON format and Encoding.</remarks>
internal static class ProtoKinds
{
    /// <summary>As other writers have it: .NET's own has a sign.</summary>
    public static readonly double NotANumber = BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0000);

    private const string WellKnownPackage = "google.protobuf.";

    private static readonly (ProtoKind Kind, string Name, string Type)[] Rows =
    [
        (ProtoKind.Double, "DOUBLE", "Float"),
        (ProtoKind.Float, "FLOAT", "Float"),
        (ProtoKind.Int64, "INT64", ProtoScalars.Int64),
        (ProtoKind.UInt64, "UINT64", ProtoScalars.UInt64),
        (ProtoKind.Int32, "INT32", "Int"),
        (ProtoKind.Fixed64, "FIXED64", ProtoScalars.UInt64),
        (ProtoKind.Fixed32, "FIXED32", NamedScalars.Long),
        (ProtoKind.Bool, "BOOL", "Boolean"),
        (ProtoKind.String, "STRING", "String"),
        (ProtoKind.Group, "GROUP", ""),
        (ProtoKind.Message, "MESSAGE", ""),
        (ProtoKind.Bytes, "BYTES", NamedScalars.Base64),
        (ProtoKind.UInt32, "UINT32", NamedScalars.Long),
        (ProtoKind.Enum, "ENUM", ""),
        (ProtoKind.SFixed32, "SFIXED32", "Int"),
        (ProtoKind.SFixed64, "SFIXED64", ProtoScalars.Int64),
        (ProtoKind.SInt32, "SINT32", "Int"),
        (ProtoKind.SInt64, "SINT64", ProtoScalars.Int64),
        (ProtoKind.Empty, "EMPTY", "Boolean"),
        (ProtoKind.Timestamp, "TIMESTAMP", NamedScalars.DateTime),
        (ProtoKind.Duration, "DURATION", ProtoScalars.Duration),
        (ProtoKind.FieldMask, "FIELD_MASK", ProtoScalars.FieldMask),
        (ProtoKind.Struct, "STRUCT", NamedScalars.Json),
        (ProtoKind.Value, "VALUE", NamedScalars.Json),
        (ProtoKind.ListValue, "LIST_VALUE", NamedScalars.Json),
        (ProtoKind.Any, "ANY", NamedScalars.Json),
        (ProtoKind.DoubleValue, "DOUBLE_VALUE", "Float"),
        (ProtoKind.FloatValue, "FLOAT_VALUE", "Float"),
        (ProtoKind.Int64Value, "INT64_VALUE", ProtoScalars.Int64),
        (ProtoKind.UInt64Value, "UINT64_VALUE", ProtoScalars.UInt64),
        (ProtoKind.Int32Value, "INT32_VALUE", "Int"),
        (ProtoKind.UInt32Value, "UINT32_VALUE", NamedScalars.Long),
        (ProtoKind.BoolValue, "BOOL_VALUE", "Boolean"),
        (ProtoKind.StringValue, "STRING_VALUE", "String"),
        (ProtoKind.BytesValue, "BYTES_VALUE", NamedScalars.Base64),
    ];

    /// <summary>As <c>@proto(type:)</c> has it.</summary>
    public static string NameOf(ProtoKind kind) => Rows[(int)kind - 1].Name;

    /// <summary>The GraphQL scalar; empty for messages and enums.</summary>
    public static string ScalarOf(ProtoKind kind) => Rows[(int)kind - 1].Type;

    /// <returns><see cref="ProtoKind.None"/> for a name that is none.</returns>
    public static ProtoKind Parse(string name) => Array.Find(Rows, row => row.Name == name).Kind;

    /// <summary>The kind of a message that is a scalar here, by its full name; else none.</summary>
    public static ProtoKind OfWellKnown(string fullName) =>
        fullName.StartsWith(WellKnownPackage, StringComparison.Ordinal)
        && Enum.TryParse<ProtoKind>(fullName.AsSpan(WellKnownPackage.Length), out var kind)
        && kind >= ProtoKind.Empty ? kind : ProtoKind.None;

    /// <summary>What need not be said in the schema: the kind that a GraphQL type has by itself.</summary>
    public static ProtoKind Implied(NamedType type) => type switch
    {
        EnumType => ProtoKind.Enum,
        not ScalarType => ProtoKind.Message,
        _ => ImpliedByScalar(type.Name),
    };

    public static ProtoKind ImpliedByScalar(string name) => name switch
    {
        "Int" => ProtoKind.Int32,
        "Float" => ProtoKind.Double,
        "Boolean" => ProtoKind.Bool,
        ProtoScalars.Int64 => ProtoKind.Int64,
        ProtoScalars.UInt64 => ProtoKind.UInt64,
        NamedScalars.Long => ProtoKind.UInt32,
        NamedScalars.Base64 => ProtoKind.Bytes,
        NamedScalars.DateTime => ProtoKind.Timestamp,
        ProtoScalars.Duration => ProtoKind.Duration,
        ProtoScalars.FieldMask => ProtoKind.FieldMask,
        NamedScalars.Json => ProtoKind.Value,
        _ => ProtoKind.String,
    };

    /// <summary>What a wrapper message wraps; none for other kinds.</summary>
    public static ProtoKind Wrapped(ProtoKind kind) => kind switch
    {
        ProtoKind.DoubleValue => ProtoKind.Double,
        ProtoKind.FloatValue => ProtoKind.Float,
        ProtoKind.Int64Value => ProtoKind.Int64,
        ProtoKind.UInt64Value => ProtoKind.UInt64,
        ProtoKind.Int32Value => ProtoKind.Int32,
        ProtoKind.UInt32Value => ProtoKind.UInt32,
        ProtoKind.BoolValue => ProtoKind.Bool,
        ProtoKind.StringValue => ProtoKind.String,
        ProtoKind.BytesValue => ProtoKind.Bytes,
        _ => ProtoKind.None,
    };

    public static WireType WireTypeOf(ProtoKind kind) => kind switch
    {
        ProtoKind.Double or ProtoKind.Fixed64 or ProtoKind.SFixed64 => WireType.Fixed64,
        ProtoKind.Float or ProtoKind.Fixed32 or ProtoKind.SFixed32 => WireType.Fixed32,
        ProtoKind.Int32 or ProtoKind.Int64 or ProtoKind.UInt32 or ProtoKind.UInt64 => WireType.Varint,
        ProtoKind.SInt32 or ProtoKind.SInt64 or ProtoKind.Bool or ProtoKind.Enum => WireType.Varint,
        ProtoKind.Group => WireType.StartGroup,
        _ => WireType.Bytes,
    };

    /// <summary>Whether repeated values can share one length.</summary>
    public static bool IsPackable(ProtoKind kind) => WireTypeOf(kind) is not (WireType.Bytes or WireType.StartGroup);
}
