using System.Buffers;
using System.Net.Http.Headers;

namespace Gateway.Common.Sources;

/// <summary>A source's whole answer: status, headers, and a body in one rented array.</summary>
internal sealed class SourceResponse(
    int status, string? mediaType, HttpResponseHeaders headers, HttpResponseHeaders? trailers, byte[] body, int length)
    : IDisposable
{
    private byte[]? _body = body;

    public int Status { get; } = status;

    /// <summary>Without parameters, lower case; null where the source named none.</summary>
    public string? MediaType { get; } = mediaType;

    public HttpResponseHeaders Headers { get; } = headers;

    /// <summary>Only of HTTP/2 calls.</summary>
    public HttpResponseHeaders? Trailers { get; } = trailers;

    /// <summary>Of the request: <see cref="SourceRequest.Remembered"/>.</summary>
    public object? Remembered { get; set; }

    public ReadOnlySpan<byte> Body => _body.AsSpan(0, length);

    /// <summary>The same answer in memory of its own.</summary>
    public SourceResponse Copy()
    {
        var copy = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
        Body.CopyTo(copy);
        return new SourceResponse(Status, MediaType, Headers, Trailers, copy, length);
    }

    /// <summary>
    /// Hands the body's array over, for cells to point into; after that it is no longer this object's to return.
    /// </summary>
    public byte[] Detach()
    {
        var detached = _body ?? throw new InvalidOperationException("The body was already handed over.");
        _body = null;
        return detached;
    }

    public void Dispose()
    {
        if (_body is { Length: > 0 } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        _body = null;
    }
}
