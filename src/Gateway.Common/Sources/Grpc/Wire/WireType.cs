namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>How a field's value is delimited. Source: Protocol Buffers, Encoding, "Message Structure".</summary>
internal enum WireType : byte
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    StartGroup = 3,
    EndGroup = 4,
    Fixed32 = 5,
}
