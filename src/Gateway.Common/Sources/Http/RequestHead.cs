using System.Buffers;
using System.Buffers.Text;
using System.Collections.Frozen;
using System.Text;

namespace Gateway.Common.Sources.Http;

/// <summary>Writes a request as bytes: its head, and as much of its body as one send takes.</summary>
/// <remarks>Source: RFC 9112 §3 and §5. Mutable; <see cref="Dispose"/> gives the array back.</remarks>
internal struct RequestHead : IFieldWriter, IDisposable
{
    private const int Initial = 2 * 1024;

    /// <summary>Bodies up to this are sent with their head.</summary>
    private const int BodyBytesMax = 32 * 1024;

    /// <summary>What frames messages and connections is this client's alone to say.</summary>
    private static readonly FrozenSet<string> Framing = new[]
    {
        "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private byte[] _array;
    private int _length;

    private RequestHead(int capacity) => _array = ArrayPool<byte>.Shared.Rent(capacity);

    public readonly ReadOnlyMemory<byte> Bytes => _array.AsMemory(0, _length);

    /// <summary>What of the body is left to send after <see cref="Bytes"/>.</summary>
    public ReadOnlyMemory<byte> Rest { get; private set; }

    /// <param name="path">The source's path, before the request's target.</param>
    /// <exception cref="SourceException">A part of the request cannot be written safely.</exception>
    public static RequestHead Write(
        SourceRequest request, FetchContext context, CallFields fields, string host, string path)
    {
        var head = new RequestHead(Initial + Math.Min(request.Body.Length, BodyBytesMax));
        try
        {
            head.WriteStart(request, fields.Credentials.Target(request.Target), host, path);
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
    public void Write(string name, string value)
    {
        if (Framing.Contains(name) || !Ascii.IsValid(value)
            || name.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0 || name.Contains(':', StringComparison.Ordinal))
        {
            throw new SourceException(
                SourceErrorCodes.InvalidArgument, $"The header {name} cannot be sent, or not with this value.");
        }

        Append(name);
        Append(": "u8);
        Append(value);
        Append("\r\n"u8);
    }

    public void Dispose()
    {
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = [];
    }

    private void WriteStart(SourceRequest request, string target, string host, string path)
    {
        if (target.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
        {
            throw new SourceException(
                SourceErrorCodes.InvalidArgument, "The target of the call holds what no URL may hold as it is.");
        }

        Append(request.Method.Method);
        Append(" "u8);
        Append(path);
        Append(target is "" && path is "" ? "/" : target);
        Append(" HTTP/1.1\r\nHost: "u8);
        Append(host);
        Append("\r\nAccept-Encoding: "u8);
        Append(ContentDecoding.Accepted);
        Append("\r\n"u8);
    }

    /// <summary>The fields that tell of the body, and the head's end.</summary>
    private void WriteContent(SourceRequest request)
    {
        if (request.ContentType is { } contentType)
        {
            Append("Content-Type: "u8);
            Append(contentType);
            Append("\r\n"u8);
        }

        if (request.ContentType is not null || request.Method.Method is "POST" or "PUT" or "PATCH")
        {
            Append("Content-Length: "u8);
            Ensure(10);
            Utf8Formatter.TryFormat(request.Body.Length, _array.AsSpan(_length), out var written);
            _length += written;
            Append("\r\n"u8);
        }

        Append("\r\n"u8);
    }

    private void AppendBody(ReadOnlyMemory<byte> body)
    {
        var sent = Math.Min(body.Length, BodyBytesMax);
        Append(body.Span[..sent]);
        Rest = body[sent..];
    }

    private void Append(string text)
    {
        Ensure(text.Length);
        _length += Encoding.ASCII.GetBytes(text, _array.AsSpan(_length));
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Ensure(bytes.Length);
        bytes.CopyTo(_array.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Ensure(int count)
    {
        if (_array.Length - _length >= count)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + count, _array.Length * 2));
        _array.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
