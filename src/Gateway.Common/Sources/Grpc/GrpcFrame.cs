using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Grpc;

/// <summary>A message as the wire carries it: a flag that tells of compression, a length, the bytes.</summary>
/// <remarks>Source: gRPC over HTTP2, "Length-Prefixed-Message"; Compression.</remarks>
internal static class GrpcFrame
{
    /// <summary>One byte that tells of compression, four of length.</summary>
    public const int PrefixBytes = 5;

    public const string EncodingHeader = "grpc-encoding";

    /// <summary>Less is not worth it.</summary>
    private const int CompressedBytesMin = 1024;

    /// <summary>The length that a prefix announces.</summary>
    /// <exception cref="SourceException">It is more than a message may have.</exception>
    public static int LengthOf(ReadOnlySpan<byte> prefix, int bytesMax)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        return length <= bytesMax ? (int)length : throw TooLarge(bytesMax);
    }

    /// <summary>Whether the bytes behind a prefix are compressed.</summary>
    /// <param name="encoding">What the answer's <c>grpc-encoding</c> says; null for nothing.</param>
    /// <exception cref="SourceException">They are, in a way that was not accepted.</exception>
    public static bool IsCompressed(ReadOnlySpan<byte> prefix, string? encoding) => prefix[0] switch
    {
        0 => false,
        1 when encoding == "gzip" => true,
        _ => throw GrpcAnswer.Invalid($"a message compressed by {encoding ?? "nothing"}"),
    };

    /// <summary>Replaces a request's one message by itself compressed, where it is large enough.</summary>
    public static void Compress(SourceRequest request)
    {
        var length = request.WrittenSpan.Length - PrefixBytes;
        if (length < CompressedBytesMin)
        {
            return;
        }

        using var compressed = new MemoryStream(length / 2);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(request.WrittenSpan[PrefixBytes..]);
        }

        request.Dispose();
        var prefix = request.GetSpan(PrefixBytes);
        prefix[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], (int)compressed.Length);
        request.Advance(PrefixBytes);
        request.Write(compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
    }

    /// <summary>Writes what was compressed behind what is there already.</summary>
    /// <exception cref="SourceException">It is no gzip, or more than a message may have.</exception>
    public static void Decompress(ReadOnlyMemory<byte> compressed, PooledBytes output, int bytesMax)
    {
        const int step = 16 * 1024;
        var start = output.Length;
        var bytes = MemoryMarshal.TryGetArray(compressed, out var array) ? array : compressed.ToArray();
        using var input = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        using var gzip = new GZipStream(input, CompressionMode.Decompress);
        try
        {
            int read;
            do
            {
                read = gzip.Read(output.GetSpan(step));
                output.Advance(read);
                if (output.Length - start > bytesMax)
                {
                    throw TooLarge(bytesMax);
                }
            }
            while (read > 0);
        }
        catch (InvalidDataException malformed)
        {
            throw GrpcAnswer.Invalid(malformed.Message);
        }
    }

    private static SourceException TooLarge(int bytesMax) => new(
        SourceErrorCodes.ResponseTooLarge,
        "A source answered with more than it may.",
        $"a message of more than {bytesMax} bytes");
}
