using System.Buffers.Binary;
using System.Text.Json;
using System.Xml;
using Google.Protobuf;

namespace Gateway.Bench.Engine;

/// <summary>Walks over an answer once, by the leanest reader that the platform has for its format; makes nothing of it.
/// </summary>
internal static class AnswerScan
{
    private const int GrpcPrefixBytes = 5;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit };

    public static void None(byte[] body, int length)
    {
    }

    public static void Json(byte[] body, int length)
    {
        if (length > 0 && body[0] is (byte)'{' or (byte)'[')
        {
            var reader = new Utf8JsonReader(body.AsSpan(0, length));
            while (reader.Read())
            {
            }
        }
    }

    public static void Xml(byte[] body, int length)
    {
        using var reader = XmlReader.Create(new MemoryStream(body, 0, length), Settings);
        while (reader.Read())
        {
        }
    }

    /// <summary>A framed message whose fields of messages are each one level deep.</summary>
    public static void Grpc(byte[] body, int length)
    {
        if (BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1)) != length - GrpcPrefixBytes)
        {
            throw new BenchException("The answer is not one message.");
        }

        var message = body.AsSpan(GrpcPrefixBytes, length - GrpcPrefixBytes);
        while (!message.IsEmpty)
        {
            var item = Field(ref message);
            while (!item.IsEmpty)
            {
                Field(ref item);
            }
        }
    }

    /// <summary>Moves past one field; by hand, since the library's reader is an object for each message.</summary>
    /// <returns>What is in it, where it has a length.</returns>
    private static Span<byte> Field(ref Span<byte> message)
    {
        var tag = Varint(ref message);
        var type = (WireFormat.WireType)(tag & 7);
        var hasNumber = type is WireFormat.WireType.Varint or WireFormat.WireType.LengthDelimited;
        var number = hasNumber ? Varint(ref message) : 0;
        var length = type switch
        {
            WireFormat.WireType.Varint => 0,
            WireFormat.WireType.Fixed64 => sizeof(ulong),
            WireFormat.WireType.Fixed32 => sizeof(uint),
            WireFormat.WireType.LengthDelimited => (int)number,
            _ => throw new BenchException("The answer has a field of an unknown kind."),
        };
        var content = message[..length];
        message = message[length..];
        return type == WireFormat.WireType.LengthDelimited ? content : [];
    }

    private static ulong Varint(ref Span<byte> message)
    {
        var value = 0UL;
        for (var index = 0; ; index++)
        {
            value |= (ulong)(message[index] & 0x7f) << (7 * index);
            if (message[index] < 0x80)
            {
                message = message[(index + 1)..];
                return value;
            }
        }
    }
}
