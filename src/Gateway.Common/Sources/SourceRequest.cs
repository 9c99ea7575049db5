using System.Buffers;
using System.Runtime.InteropServices;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;

namespace Gateway.Common.Sources;

/// <summary>One HTTP request to a source, filled by a connector and sent by <see cref="SourceTransport"/>.</summary>
/// <remarks>
/// Shape: relative target, headers, and a body in a rented array that <see cref="Dispose"/> gives back.
/// </remarks>
internal sealed class SourceRequest : IBufferWriter<byte>, IDisposable
{
    private const int BodyInitial = 512;

    private List<KeyValuePair<string, string>>? _headers;
    private byte[] _body = [];
    private int _bodyLength;

    public HttpMethod Method { get; set; } = HttpMethod.Get;

    /// <summary>Path and query, already percent-encoded, appended to the source's address.</summary>
    public string Target { get; set; } = "";

    /// <summary>Null without a body.</summary>
    public string? ContentType { get; set; }

    public string? Accept { get; set; }

    /// <summary>Sent in place of <see cref="Body"/> where a call carries files.</summary>
    public MultipartForm? Form { get; set; }

    /// <summary>The files that strings among the arguments stand for; null for none.</summary>
    public ReceivedFiles? Files { get; set; }

    /// <summary>What a call has to know again when its answer is read: handed over with the response.</summary>
    public object? Remembered { get; set; }

    /// <summary>Extra headers; names and values are checked for CR, LF and NUL when sent.</summary>
    public List<KeyValuePair<string, string>> Headers => _headers ??= [];

    /// <summary>The same, to be read: most calls have none, and make no list for it.</summary>
    public ReadOnlySpan<KeyValuePair<string, string>> GivenHeaders => CollectionsMarshal.AsSpan(_headers);

    /// <summary>Whether sending it twice does no more than sending it once: what retries go by.</summary>
    public bool IsIdempotent { get; set; }

    /// <summary>
    /// Whether answers with status 500 are read too: SOAP faults and GraphQL errors come with it; XML also with 502 to
    /// 504.
    /// </summary>
    public bool ReadsServerErrors { get; set; }

    /// <summary>Bytes that the answer may have, by what was answered before; 0 where nobody knows.</summary>
    public int ExpectedBytes { get; set; }

    /// <summary>Whether the answer's header fields are read by anybody; over HTTP/1.1 they are gone else.</summary>
    public bool KeepsHeaders { get; set; }

    /// <summary>Tells an answer that says that the source is not there, or too slow: what retries go by.</summary>
    public Func<SourceResponse, SourceFailure?>? FindFailure { get; set; }

    /// <summary>HTTP/2 without negotiation (gRPC), and trailers are kept.</summary>
    public bool IsHttp2 { get; set; }

    /// <summary>Tells the source how long its answer is waited for; not called where there is no deadline.</summary>
    public Func<TimeSpan, KeyValuePair<string, string>>? DeadlineHeader { get; set; }

    /// <summary>What a sender in this process is told of the call beside its body; never sent over a wire.</summary>
    public object? InProcess { get; set; }

    public ReadOnlyMemory<byte> Body => _body.AsMemory(0, _bodyLength);

    public void Advance(int count) => _bodyLength += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _body.AsMemory(_bodyLength);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _body.AsSpan(_bodyLength);
    }

    /// <summary>The body written so far, for lengths that are known only at the end.</summary>
    public Span<byte> WrittenSpan => _body.AsSpan(0, _bodyLength);

    public void Dispose()
    {
        if (_body.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_body);
        }

        _body = [];
        _bodyLength = 0;
    }

    private void Ensure(int sizeHint)
    {
        var needed = _bodyLength + Math.Max(sizeHint, 1);
        if (needed <= _body.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(BodyInitial, _body.Length * 2)));
        WrittenSpan.CopyTo(larger);
        if (_body.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_body);
        }

        _body = larger;
    }
}
