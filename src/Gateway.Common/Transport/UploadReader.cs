using Gateway.Common.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Gateway.Common.Transport;

/// <summary>A form as it was read: the operation, where files go, and the files.</summary>
internal sealed class UploadForm : IDisposable
{
    /// <summary>The JSON of a GraphQL request.</summary>
    public PooledBytes Operations { get; } = new();

    /// <summary>JSON: the places of each part's file.</summary>
    public PooledBytes Map { get; } = new();

    /// <summary>By their part's name, in the order they came in.</summary>
    public List<(string Part, ReceivedFile File)> Files { get; } = [];

    public void Dispose()
    {
        Operations.Dispose();
        Map.Dispose();
    }
}

/// <summary>Reads a multipart form, every part counted while it is read.</summary>
/// <remarks>Source: graphql-multipart-request-spec; RFC 7578; RFC 2046 §5.1.</remarks>
internal static class UploadReader
{
    private const int BoundaryLengthMax = 70;
    private const int HeadersMax = 8;
    private const int HeaderBytesMax = 4 * 1024;
    private const int NameLengthMax = 255;
    private const int ChunkBytes = 16 * 1024;

    private static readonly BodyRefusal OutOfOrder = Malformed("The parts are operations, map and then the files.");

    /// <param name="context">The request, of a multipart form.</param>
    /// <param name="options">Bounds on the files.</param>
    /// <param name="operationsBytesMax">Bound on the operation, and on the map.</param>
    /// <param name="form">Filled; the caller disposes it.</param>
    /// <returns>Null on success.</returns>
    public static async ValueTask<BodyRefusal?> ReadAsync(
        HttpContext context, UploadOptions options, int operationsBytesMax, UploadForm form)
    {
        var request = context.Request;
        if (request.ContentLength > options.BytesMax)
        {
            return BodyRefusal.TooLarge;
        }

        if (request.Headers.ContentEncoding is not ([] or ["identity"]))
        {
            return BodyRefusal.Encoding;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = options.BytesMax;
        }

        if (BoundaryOf(request.ContentType) is not { } boundary)
        {
            return Malformed("It has no boundary.");
        }

        var reader = new MultipartReader(boundary, request.Body)
        {
            HeadersCountLimit = HeadersMax,
            HeadersLengthLimit = HeaderBytesMax,
        };
        try
        {
            return await ReadPartsAsync(reader, options, operationsBytesMax, form, context.RequestAborted)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidDataException
            || (exception is IOException and not BadHttpRequestException
                && !context.RequestAborted.IsCancellationRequested))
        {
            return Malformed("It is cut short or no form.");
        }
    }

    private static async ValueTask<BodyRefusal?> ReadPartsAsync(
        MultipartReader reader,
        UploadOptions options,
        int operationsBytesMax,
        UploadForm form,
        CancellationToken cancellationToken)
    {
        for (var part = 0; ; part++)
        {
            if (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is not { } section)
            {
                return form.Map.Length == 0 ? OutOfOrder : null;
            }

            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                return Malformed("A part has no name.");
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            var refusal = (part, name) switch
            {
                (0, "operations") => await ReadAsync(section, operationsBytesMax, form.Operations, cancellationToken)
                    .ConfigureAwait(false),
                (1, "map") => await ReadAsync(section, operationsBytesMax, form.Map, cancellationToken)
                    .ConfigureAwait(false),
                ( > 1, { Length: > 0 and <= NameLengthMax }) => await ReadFileAsync(
                    section, disposition, name, options, form, cancellationToken).ConfigureAwait(false),
                _ => OutOfOrder,
            };
            if (refusal is not null)
            {
                return refusal;
            }
        }
    }

    private static async ValueTask<BodyRefusal?> ReadFileAsync(
        MultipartSection section,
        ContentDispositionHeaderValue disposition,
        string part,
        UploadOptions options,
        UploadForm form,
        CancellationToken cancellationToken)
    {
        if (form.Files.Count == options.FilesMax)
        {
            return BodyRefusal.TooManyFiles;
        }

        using var bytes = new PooledBytes();
        if (await ReadAsync(section, options.FileBytesMax, bytes, cancellationToken)
            .ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var fileName = disposition.FileNameStar.Length > 0
            ? disposition.FileNameStar.ToString()
            : HeaderUtilities.RemoveQuotes(disposition.FileName).ToString();
        form.Files.Add((part, new ReceivedFile(fileName, section.ContentType ?? "", bytes.Span.ToArray())));
        return null;
    }

    private static async ValueTask<BodyRefusal?> ReadAsync(
        MultipartSection section, int bytesMax, PooledBytes bytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await section.Body.ReadAsync(bytes.GetMemory(ChunkBytes), cancellationToken)
                .ConfigureAwait(false);
            if (read == 0)
            {
                return null;
            }

            bytes.Advance(read);
            if (bytes.Length > bytesMax)
            {
                return BodyRefusal.TooLarge;
            }
        }
    }

    private static string? BoundaryOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= BoundaryLengthMax } boundary
            ? boundary.ToString()
            : null;

    private static BodyRefusal Malformed(string why) =>
        new(400, TransportErrorCodes.UploadMalformed, $"The form is not a GraphQL multipart request. {why}");
}
