using Google.Protobuf;

namespace Shop.Grpc;

/// <summary>The rich error model: a <c>google.rpc.Status</c> that carries a typed detail.</summary>
/// <remarks>
/// Written by field number, so that two small messages need no package.
/// Source: google/rpc/status.proto and google/rpc/error_details.proto.
/// </remarks>
internal static class ErrorDetails
{
    private const string BadRequestType = "type.googleapis.com/google.rpc.BadRequest";

    /// <summary>INVALID_ARGUMENT with one <c>google.rpc.BadRequest.FieldViolation</c>.</summary>
    public static byte[] BadRequest(string field, string description)
    {
        var violation = Message(output =>
        {
            Text(output, 1, field);
            Text(output, 2, description);
        });
        var badRequest = Message(output => Bytes(output, 1, violation));
        var any = Message(output =>
        {
            Text(output, 1, BadRequestType);
            Bytes(output, 2, badRequest);
        });
        return Message(output =>
        {
            output.WriteTag(1, WireFormat.WireType.Varint);
            output.WriteInt32((int)GrpcStatus.InvalidArgument);
            Text(output, 2, $"{field}: {description}");
            Bytes(output, 3, any);
        });
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var buffer = new MemoryStream();
        using (var output = new CodedOutputStream(buffer, leaveOpen: true))
        {
            write(output);
        }

        return buffer.ToArray();
    }

    private static void Text(CodedOutputStream output, int field, string value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    private static void Bytes(CodedOutputStream output, int field, byte[] value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(value));
    }
}
