namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>Bytes are not the protobuf message that they should be.</summary>
internal sealed class ProtoFormatException(string reason, int offset) : Exception($"{reason} at byte {offset}.");
