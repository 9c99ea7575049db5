namespace Gateway.Common.Sources.Grpc.Wire;

/// <summary>Small messages whose fields 1 and 2 are bytes: map entries, google.protobuf.Any, error details.</summary>
internal static class TwoFields
{
    /// <summary>The last of each; empty where absent.</summary>
    public static void Read(
        ReadOnlySpan<byte> message, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second)
    {
        first = second = [];
        var reader = new ProtoReader(message);
        while (reader.TryReadTag(out var number, out var wireType))
        {
            switch (number, wireType)
            {
                case (1, WireType.Bytes):
                    first = reader.ReadBytes();
                    break;
                case (2, WireType.Bytes):
                    second = reader.ReadBytes();
                    break;
                default:
                    reader.Skip(number, wireType);
                    break;
            }
        }
    }
}
