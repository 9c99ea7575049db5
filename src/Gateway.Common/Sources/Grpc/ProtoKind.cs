namespace Gateway.Common.Sources.Grpc;

/// <summary>
/// What a field's value is on the wire: protobuf's types, and its well-known messages that are scalars here.
/// </summary>
/// <remarks>Values up to 18 are those of <c>FieldDescriptorProto.Type</c>. Source: descriptor.proto.</remarks>
internal enum ProtoKind : byte
{
    None = 0,
    Double = 1,
    Float = 2,
    Int64 = 3,
    UInt64 = 4,
    Int32 = 5,
    Fixed64 = 6,
    Fixed32 = 7,
    Bool = 8,
    String = 9,
    Group = 10,
    Message = 11,
    Bytes = 12,
    UInt32 = 13,
    Enum = 14,
    SFixed32 = 15,
    SFixed64 = 16,
    SInt32 = 17,
    SInt64 = 18,

    /// <summary>A message without fields: <c>true</c> where it is present.</summary>
    Empty,
    Timestamp,
    Duration,
    FieldMask,
    Struct,
    Value,
    ListValue,
    Any,
    DoubleValue,
    FloatValue,
    Int64Value,
    UInt64Value,
    Int32Value,
    UInt32Value,
    BoolValue,
    StringValue,
    BytesValue,
}
