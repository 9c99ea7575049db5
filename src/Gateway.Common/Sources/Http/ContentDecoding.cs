using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace Gateway.Common.Sources.Http;

/// <summary>Unpacks a body that a source compressed. Source: RFC 9110 §8.4.</summary>
internal static class ContentDecoding
{
    private const int Growth = 2;

    /// <param name="body">A rented array, given back here; the result is another one.</param>
    /// <exception cref="MalformedResponseException">Another coding, broken data, or too many bytes.</exception>
    public static (byte[] Body, int Length) Decode(
        ReadOnlySpan<byte> coding, byte[] body, int length, int bytesMax)
    {
        var decoded = ArrayPool<byte>.Shared.Rent(Math.Max(length * Growth, Growth));
        try
        {
            using var stream = Open(coding, new MemoryStream(body, 0, length, writable: false));
            var filled = 0;
            for (int read; (read = stream.Read(decoded, filled, decoded.Length - filled)) > 0;)
            {
                filled += read;
                if (filled > bytesMax)
                {
                    throw ResponseReader.TooLarge(bytesMax);
                }

                decoded = filled == decoded.Length ? Grow(decoded) : decoded;
            }

            return (decoded, filled);
        }
        catch (InvalidDataException broken)
        {
            ArrayPool<byte>.Shared.Return(decoded);
            throw new MalformedResponseException($"The body is not what its Content-Encoding says: {broken.Message}");
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(decoded);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private static Stream Open(ReadOnlySpan<byte> coding, MemoryStream body) =>
        Ascii.EqualsIgnoreCase(coding, "gzip"u8) || Ascii.EqualsIgnoreCase(coding, "x-gzip"u8)
            ? new GZipStream(body, CompressionMode.Decompress)
            : Ascii.EqualsIgnoreCase(coding, "br"u8)
                ? new BrotliStream(body, CompressionMode.Decompress)
                : throw new MalformedResponseException("The response has a content encoding that was not asked for.");

    private static byte[] Grow(byte[] decoded)
    {
        var larger = ArrayPool<byte>.Shared.Rent(decoded.Length * Growth);
        decoded.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(decoded);
        return larger;
    }
}
