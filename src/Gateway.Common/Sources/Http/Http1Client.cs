using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Http;

/// <summary>Calls one source over HTTP/1.1: one send, one receive, and no object per header.</summary>
/// <remarks>
/// A connection serves again only when its last answer ended where it said and nothing came after it. One that the
/// source closes just when it is used is a failure like any other: what is sent again is the pipeline's to say, which
/// counts it.
/// </remarks>
internal sealed class Http1Client : IDisposable
{
    private readonly SourceTransportOptions _options;
    private readonly CallFields _fields;
    private readonly Http1Pool _pool;
    private readonly SourceAuthority _authority;
    private MediaTypeText? _lastType;

    public Http1Client(SourceTransportOptions options, CallFields fields, TimeProvider time)
    {
        _options = options;
        _fields = fields;
        _pool = new Http1Pool(options, time);
        _authority = SourceAuthority.Of(options.Address);
    }

    /// <exception cref="IOException">No connection, or it broke; so does <see cref="SocketException"/> say.</exception>
    /// <exception cref="SourceException">The request cannot be written safely.</exception>
    [AsyncMethodBuilder(typeof(PooledTaskBuilder<>))]
    public async ValueTask<CallOutcome<SourceResponse>> SendAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken)
    {
        var head = RequestHead.Write(request, context, _fields, _authority);
        Http1Connection? connection = null;
        var isReusable = false;
        try
        {
            try
            {
                connection = _pool.TryTake(request.ExpectedBytes, cancellationToken)
                    ?? await _pool.OpenAsync(request.ExpectedBytes, cancellationToken).ConfigureAwait(false);
                await connection.SendAsync(head.Bytes, cancellationToken).ConfigureAwait(false);
                await connection.SendAsync(head.Rest, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                // Other calls write into its array while this one waits for its answer.
                head.Dispose();
            }

            var reader = connection.Reader;
            while (!reader.ReadHead(await reader.ReceiveHeadAsync(cancellationToken).ConfigureAwait(false)))
            {
                // The head is not whole yet.
            }

            var answered = Read(reader, request);
            if (SourceAnswers.FailureOf(
                _options.Name,
                answered.Status,
                answered.MediaType,
                request,
                reader.HeadBytes[reader.Head.RetryAfter]) is { } failure)
            {
                return new(failure);
            }

            var hasBody = !reader.Head.IsBodiless && request.Method != HttpMethod.Head;
            var (body, length) = await reader.ReadBodyAsync(hasBody, _options.ResponseBytesMax, cancellationToken)
                .ConfigureAwait(false);
            isReusable = reader.IsReusable;
            (body, length) = ResponseContent.Decode(
                answered.Coding,
                answered.Type?.Charset,
                answered.MediaType,
                body,
                length,
                _options.ResponseBytesMax);
            return new(new SourceResponse(answered.Status, answered.MediaType, answered.Fields, body, length));
        }
        catch (MalformedResponseException malformed)
        {
            return new(SourceAnswers.Malformed(_options.Name, malformed));
        }
        finally
        {
            if (connection is not null)
            {
                Release(connection, isReusable);
            }
        }
    }

    public void Dispose() => _pool.Dispose();

    private void Release(Http1Connection connection, bool isReusable)
    {
        if (isReusable)
        {
            _pool.Return(connection);
        }
        else
        {
            connection.Dispose();
        }
    }

    /// <summary>What is needed of the head once its bytes are gone.</summary>
    private Answered Read(ResponseReader reader, SourceRequest request)
    {
        var head = reader.Head;
        var bytes = reader.HeadBytes;
        return new Answered(
            head.Status,
            MediaTypeText.Of(ref _lastType, bytes[head.ContentType]),
            bytes[head.ContentEncoding].ToArray(),
            request.KeepsHeaders ? bytes.ToArray() : []);
    }

    private readonly record struct Answered(int Status, MediaTypeText? Type, byte[] Coding, byte[] Fields)
    {
        public string? MediaType => Type?.Text;
    }
}
