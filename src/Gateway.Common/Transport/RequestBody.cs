using System.IO.Compression;
using Gateway.Common.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Common.Transport;

/// <summary>Reads a request's body into rented memory, counted as it comes.</summary>
internal static class RequestBody
{
    /// <summary>Bytes that may come of a compressed body whatever its ratio.</summary>
    public const int RatioFreeBytes = 16 * 1024;

    private const int ChunkBytes = 16 * 1024;
    private const string Codings = "gzip, br";

    /// <summary>The body, undone of gzip or brotli, or why it is refused.</summary>
    /// <param name="context">The request.</param>
    /// <param name="bytesMax">Bound before and after decompression.</param>
    /// <param name="ratioMax">How many bytes may come of a compressed one, past <see cref="RatioFreeBytes"/>.</param>
    /// <param name="body">Filled; the caller disposes it.</param>
    /// <returns>Null on success.</returns>
    public static ValueTask<BodyRefusal?> ReadAsync(
        HttpContext context, int bytesMax, int ratioMax, PooledBytes body)
    {
        var request = context.Request;
        if (request.ContentLength > bytesMax)
        {
            return new(BodyRefusal.TooLarge);
        }

        var encodings = request.Headers.ContentEncoding;
        var encoding = encodings.Count == 0 ? "identity" : encodings is [{ } only] ? only.ToLowerInvariant() : "";
        return encoding == "identity"
            ? ReadPlainAsync(context, bytesMax, body)
            : ReadCodedAsync(context, encoding, bytesMax, ratioMax, body);
    }

    private static async ValueTask<BodyRefusal?> ReadCodedAsync(
        HttpContext context, string encoding, int bytesMax, int ratioMax, PooledBytes body)
    {
        // The server counts the wire's bytes, since decompressors read ahead.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = bytesMax;
        }

        var wire = new CountedStream(context.Request.Body);
        Stream? decompressed = encoding switch
        {
            "gzip" or "x-gzip" => new GZipStream(wire, CompressionMode.Decompress, leaveOpen: true),
            "br" => new BrotliStream(wire, CompressionMode.Decompress, leaveOpen: true),
            _ => null,
        };
        if (decompressed is null)
        {
            context.Response.Headers.AcceptEncoding = Codings;
            return BodyRefusal.Encoding;
        }

        await using (decompressed.ConfigureAwait(false))
        {
            return await InflateAsync(decompressed, wire, bytesMax, ratioMax, body, context.RequestAborted)
                .ConfigureAwait(false);
        }
    }

    private static async ValueTask<BodyRefusal?> ReadPlainAsync(HttpContext context, int bytesMax, PooledBytes body)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            var bytes = read.Buffer;
            if (body.Length + bytes.Length > bytesMax)
            {
                reader.AdvanceTo(bytes.End);
                return BodyRefusal.TooLarge;
            }

            foreach (var segment in bytes)
            {
                body.Write(segment.Span);
            }

            reader.AdvanceTo(bytes.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    private static async ValueTask<BodyRefusal?> InflateAsync(
        Stream decompressed,
        CountedStream wire,
        int bytesMax,
        int ratioMax,
        PooledBytes body,
        CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var count = await decompressed.ReadAsync(body.GetMemory(ChunkBytes), cancellationToken)
                    .ConfigureAwait(false);
                if (count == 0)
                {
                    return null;
                }

                body.Advance(count);
                if (body.Length > bytesMax
                    || (body.Length > RatioFreeBytes && body.Length > (long)ratioMax * wire.Count))
                {
                    return BodyRefusal.TooLarge;
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            return BodyRefusal.Malformed;
        }
    }
}

/// <summary>Why a body is refused.</summary>
internal sealed record BodyRefusal(int Status, string Code, string Message)
{
    public static BodyRefusal TooLarge { get; } =
        new(413, TransportErrorCodes.BodyTooLarge, "The body is larger than allowed.");

    public static BodyRefusal TooManyFiles { get; } =
        new(413, TransportErrorCodes.UploadLimit, "The form has more files than allowed.");

    public static BodyRefusal Encoding { get; } = new(
        415, TransportErrorCodes.EncodingUnsupported, "Bodies are sent plain, or compressed by gzip or br.");

    public static BodyRefusal Malformed { get; } =
        new(400, TransportErrorCodes.BodyMalformed, "The body does not decompress.");
}
