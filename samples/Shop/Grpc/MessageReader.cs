using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Pipelines;
using Google.Protobuf;

namespace Shop.Grpc;

/// <summary>Reads the one message of a unary or server-streaming request.</summary>
/// <remarks>
/// Errors: RESOURCE_EXHAUSTED past <see cref="MessageBytesMax"/> (packed or not), INTERNAL for broken framing,
/// INVALID_ARGUMENT for bytes that are no such message, UNIMPLEMENTED for a compression that is not known.
/// Source: gRPC over HTTP/2, production Length-Prefixed-Message.
/// </remarks>
internal static class MessageReader
{
    public const int MessageBytesMax = 4 * 1024 * 1024;
    public const int PrefixBytes = 5;

    public static async Task<T> ReadAsync<T>(
        PipeReader body, MessageParser<T> parser, string? encoding, CancellationToken cancel)
        where T : IMessage<T>
    {
        var frame = await ReadFrameAsync(body, cancel);
        var packed = frame[0] switch
        {
            0 => false,
            1 => true,
            _ => throw Broken("The compressed flag is neither 0 nor 1."),
        };
        var message = packed ? Unpack(frame, encoding) : frame.AsMemory(PrefixBytes);
        try
        {
            return parser.ParseFrom(message.Span);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, $"The message does not parse: {error.Message}");
        }
    }

    /// <summary>The whole frame, prefix included; nothing may follow it.</summary>
    private static async Task<byte[]> ReadFrameAsync(PipeReader body, CancellationToken cancel)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancel);
            byte[]? frame = null;
            try
            {
                frame = TakeFrame(read);
            }
            finally
            {
                body.AdvanceTo(frame is null ? read.Buffer.Start : read.Buffer.End, read.Buffer.End);
            }

            if (frame is not null)
            {
                return frame;
            }
        }
    }

    /// <returns>Null while there is more to come.</returns>
    private static byte[]? TakeFrame(ReadResult read)
    {
        var length = PrefixBytes + DeclaredLength(read.Buffer);
        if (read.Buffer.Length > length)
        {
            throw Broken("More than one message in a call that takes one.");
        }

        if (!read.IsCompleted)
        {
            return null;
        }

        return read.Buffer.Length == length
            ? read.Buffer.ToArray()
            : throw Broken("The request ended inside a message.");
    }

    /// <returns>0 while the prefix is not there yet.</returns>
    private static long DeclaredLength(ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < PrefixBytes)
        {
            return 0;
        }

        Span<byte> prefix = stackalloc byte[PrefixBytes];
        buffer.Slice(0, PrefixBytes).CopyTo(prefix);
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        return length <= MessageBytesMax ? length : throw TooLarge();
    }

    private static ReadOnlyMemory<byte> Unpack(byte[] frame, string? encoding)
    {
        if (encoding != "gzip")
        {
            throw encoding is null or "identity"
                ? Broken("A compressed message without grpc-encoding.")
                : new GrpcException(GrpcStatus.Unimplemented, $"grpc-encoding '{encoding}' is not supported.");
        }

        using var gzip = new GZipStream(
            new MemoryStream(frame, PrefixBytes, frame.Length - PrefixBytes), CompressionMode.Decompress);
        var message = new byte[MessageBytesMax + 1];
        try
        {
            var count = gzip.ReadAtLeast(message, message.Length, throwOnEndOfStream: false);
            return count <= MessageBytesMax ? message.AsMemory(0, count) : throw TooLarge();
        }
        catch (InvalidDataException)
        {
            throw Broken("The message is not gzip.");
        }
    }

    private static GrpcException Broken(string message) => new(GrpcStatus.Internal, message);

    private static GrpcException TooLarge() =>
        new(GrpcStatus.ResourceExhausted, $"The message is larger than {MessageBytesMax} bytes.");
}
