using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace Gateway.Common.Sources.Http;

/// <summary>Unpacks a body that a source compressed. Source: RFC 9110 §8.4.</summary>
internal static class ContentDecoding
{
    /// <summary>What is asked for.</summary>
    public const string Accepted = "gzip, br";

    /// <summary>Text seldom shrinks to less than half.</summary>
    private const int Growth = 2;

    /// <param name="body">A rented array, given back here; the result is another one.</param>
    /// <exception cref="MalformedResponseException">Another coding, broken data, or too many bytes.</exception>
    public static (byte[] Body, int Length) Decode(
        ReadOnlySpan<byte> coding, byte[] body, int length, int bytesMax)
    {
        var buffer = default(ReceiveBuffer);
        try
        {
            using var stream = Open(coding, new MemoryStream(body, 0, length, writable: false));
            buffer.Expect(length * Growth);
            for (int read; (read = stream.Read(buffer.Free().Span)) > 0;)
            {
                buffer.Advance(read);
                if (buffer.Filled > bytesMax)
                {
                    throw ResponseReader.TooLarge(bytesMax);
                }
            }

            var filled = buffer.Filled;
            return (buffer.Detach(), filled);
        }
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException)
        {
            throw new MalformedResponseException($"The body is not what its Content-Encoding says: {broken.Message}");
        }
        finally
        {
            buffer.Dispose();
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private static Stream Open(ReadOnlySpan<byte> coding, MemoryStream body) =>
        Ascii.EqualsIgnoreCase(coding, "gzip"u8) || Ascii.EqualsIgnoreCase(coding, "x-gzip"u8)
            ? new GZipStream(body, CompressionMode.Decompress)
            : Ascii.EqualsIgnoreCase(coding, "br"u8)
                ? new BrotliStream(body, CompressionMode.Decompress)
                : throw new MalformedResponseException("The response has a content encoding that was not asked for.");
}
