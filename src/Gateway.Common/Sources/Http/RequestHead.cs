using System.Buffers.Text;
using System.Collections.Frozen;

namespace Gateway.Common.Sources.Http;

/// <summary>Writes a request as bytes: its head, and as much of its body as one send takes.</summary>
/// <remarks>Source: RFC 9112 §3 and §5. Mutable; <see cref="Dispose"/> gives the array back.</remarks>
internal struct RequestHead : IFieldWriter, IDisposable
{
    private const int Initial = 2 * 1024;
    private const int LengthDigitsMax = 10;

    /// <summary>Bodies up to this are sent with their head.</summary>
    private const int BodyBytesMax = 32 * 1024;

    /// <summary>What frames messages and connections is this client's alone to say.</summary>
    private static readonly FrozenSet<string> Framing = new[]
    {
        "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private RequestBytes _bytes;

    private RequestHead(int capacity) => _bytes = new RequestBytes(capacity);

    public readonly ReadOnlyMemory<byte> Bytes => _bytes.Written;

    /// <summary>What of the body is left to send after <see cref="Bytes"/>.</summary>
    public ReadOnlyMemory<byte> Rest { get; private set; }

    /// <exception cref="SourceException">A part of the request cannot be written safely.</exception>
    public static RequestHead Write(
        SourceRequest request, FetchContext context, CallFields fields, SourceAuthority authority)
    {
        var head = new RequestHead(Initial + Math.Min(request.Body.Length, BodyBytesMax));
        try
        {
            head.WriteStart(request, fields.Credentials.Target(request.Target), authority);
            fields.Write(request, context, ref head);
            head.WriteContent(request);
            head.AppendBody(request.Body);
            return head;
        }
        catch
        {
            head.Dispose();
            throw;
        }
    }

    /// <exception cref="SourceException">A field of the connection's own, or text that is not ASCII.</exception>
    public void Write(string name, ReadOnlySpan<char> value)
    {
        RequestRules.CheckField(name, value, Framing.Contains(name));
        _bytes.Append(name);
        _bytes.Append(": "u8);
        _bytes.Append(value);
        _bytes.Append("\r\n"u8);
    }

    public void Dispose() => _bytes.Dispose();

    private void WriteStart(SourceRequest request, string target, SourceAuthority authority)
    {
        RequestRules.CheckTarget(target);
        _bytes.Append(request.Method.Method);
        _bytes.Append(" "u8);
        _bytes.Append(authority.Path);
        _bytes.Append(target is "" && authority.Path is "" ? "/" : target);
        _bytes.Append(" HTTP/1.1\r\nHost: "u8);
        _bytes.Append(authority.Host);
        _bytes.Append("\r\nAccept-Encoding: "u8);
        _bytes.Append(ContentDecoding.Accepted);
        _bytes.Append("\r\n"u8);
    }

    /// <summary>The fields that tell of the body, and the head's end.</summary>
    private void WriteContent(SourceRequest request)
    {
        if (request.ContentType is { } contentType)
        {
            _bytes.Append("Content-Type: "u8);
            _bytes.Append(contentType);
            _bytes.Append("\r\n"u8);
        }

        if (request.ContentType is not null || request.Method.Method is "POST" or "PUT" or "PATCH")
        {
            _bytes.Append("Content-Length: "u8);
            Utf8Formatter.TryFormat(request.Body.Length, _bytes.Free(LengthDigitsMax), out var written);
            _bytes.Advance(written);
            _bytes.Append("\r\n"u8);
        }

        _bytes.Append("\r\n"u8);
    }

    private void AppendBody(ReadOnlyMemory<byte> body)
    {
        var sent = Math.Min(body.Length, BodyBytesMax);
        _bytes.Append(body.Span[..sent]);
        Rest = body[sent..];
    }
}
