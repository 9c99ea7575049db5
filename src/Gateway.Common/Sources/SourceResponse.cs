using System.Buffers;
using System.Net.Http.Headers;
using Gateway.Common.Sources.Http;

namespace Gateway.Common.Sources;

/// <summary>A source's whole answer: status, headers, and a body in one rented array.</summary>
internal sealed class SourceResponse : IDisposable
{
    private readonly int _length;
    private readonly byte[] _fields = [];
    private readonly int _trailersAt;
    private readonly HttpResponseHeaders? _trailers;
    private HttpResponseHeaders? _headers;
    private HttpContentHeaders? _contentHeaders;
    private byte[]? _body;

    public SourceResponse(
        int status,
        string? mediaType,
        HttpResponseHeaders? headers,
        HttpResponseHeaders? trailers,
        byte[] body,
        int length,
        HttpContentHeaders? contentHeaders = null)
    {
        _contentHeaders = contentHeaders;
        Status = status;
        MediaType = mediaType;
        _headers = headers;
        _trailers = trailers;
        _body = body;
        _length = length;
    }

    /// <param name="head">Status line and fields as they came; empty where nobody reads them.</param>
    /// <param name="headers">Fields to show in place of the head's own; those of the body stay the head's.</param>
    public SourceResponse(
        int status, string? mediaType, byte[] head, byte[] body, int length, HttpResponseHeaders? headers = null)
        : this(status, mediaType, headers, null, body, length) => (_fields, _trailersAt) = (head, head.Length);

    /// <param name="fields">Lines of <see cref="AnswerFields"/>: of the head, then of the trailers.</param>
    /// <param name="trailersAt">Where those of the trailers begin.</param>
    public SourceResponse(int status, string? mediaType, byte[] fields, int trailersAt, byte[] body, int length)
        : this(status, mediaType, fields, body, length) => _trailersAt = trailersAt;

    private SourceResponse(SourceResponse other, byte[] body)
        : this(
            other.Status, other.MediaType, other._headers, other._trailers, body, other._length, other._contentHeaders)
        => (_fields, _trailersAt) = (other._fields, other._trailersAt);

    public int Status { get; }

    /// <summary>Without parameters, lower case; null where the source named none.</summary>
    public string? MediaType { get; }

    public HttpResponseHeaders Headers => _headers ?? Parse().Headers;

    /// <summary>What is said of the body: Content-Disposition, Last-Modified and the like, as they came.</summary>
    public HttpContentHeaders ContentHeaders => _contentHeaders ?? Parse().Content.Headers;

    /// <summary>The head's fields, to find single ones at less cost than <see cref="Headers"/>.</summary>
    public AnswerFields HeaderFields => _headers is null
        ? new AnswerFields(_fields.AsMemory(0, _trailersAt))
        : new AnswerFields(_headers);

    /// <summary>Only of HTTP/2 calls.</summary>
    public AnswerFields TrailerFields => _trailers is null
        ? new AnswerFields(_fields.AsMemory(_trailersAt))
        : new AnswerFields(_trailers);

    /// <summary>Of the request: <see cref="SourceRequest.Remembered"/>.</summary>
    public object? Remembered { get; set; }

    public ReadOnlySpan<byte> Body => _body.AsSpan(0, _length);

    public ReadOnlyMemory<byte> BodyMemory => _body.AsMemory(0, _length);

    /// <summary>The same answer in memory of its own.</summary>
    public SourceResponse Copy()
    {
        var copy = ArrayPool<byte>.Shared.Rent(Math.Max(_length, 1));
        Body.CopyTo(copy);
        return new SourceResponse(this, copy);
    }

    private HttpResponseMessage Parse()
    {
        var message = ResponseFields.Parse(_fields.AsSpan(0, _trailersAt));
        _headers ??= message.Headers;
        _contentHeaders ??= message.Content.Headers;
        return message;
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
