using System.Runtime.CompilerServices;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;
using Gateway.Common.Sources.Http;

namespace Gateway.Common.Sources.Http2;

/// <summary>Calls one source over HTTP/2: many calls over one connection, and no object per header.</summary>
/// <remarks>
/// A call of which the source says that it did nothing with it is sent once more here, whatever it does; what else is
/// sent again is the pipeline's to say. Source: RFC 9113 §8.7.
/// </remarks>
internal sealed class Http2Client : IDisposable
{
    private const int SendingsMax = 2;

    private static readonly Action<object?> Cancel = static stream =>
        ((Http2Stream)stream!).Connection.Cancel((Http2Stream)stream);

    private readonly SourceTransportOptions _options;
    private readonly CallFields _fields;
    private readonly Http2Pool _pool;
    private readonly StreamPlaces _places;
    private readonly bool _isSecure;
    private readonly SourceAuthority _authority;
    private MediaTypeText? _lastType;

    public Http2Client(SourceTransportOptions options, CallFields fields, TimeProvider time)
    {
        _options = options;
        _fields = fields;
        _pool = new Http2Pool(options, time);
        _places = new StreamPlaces(options);
        _isSecure = options.Address.Scheme == Uri.UriSchemeHttps;
        _authority = SourceAuthority.Of(options.Address);
    }

    /// <exception cref="IOException">No connection, or it broke.</exception>
    /// <exception cref="SourceException">The request cannot be written safely.</exception>
    [AsyncMethodBuilder(typeof(PooledTaskBuilder<>))]
    public async ValueTask<CallOutcome<SourceResponse>> SendAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken)
    {
        for (var sendings = 1; ; sendings++)
        {
            var stream = await OpenAsync(request, context, isRead: false, cancellationToken).ConfigureAwait(false);
            try
            {
                using var registration = cancellationToken.UnsafeRegister(Cancel, stream);
                await stream.Waiting.ConfigureAwait(false);
                while (!stream.IsOver)
                {
                    await stream.Connection.SendMore(stream).ConfigureAwait(false);
                }

                if (stream.Failure is not { } failure)
                {
                    return Read(stream, request);
                }

                if (failure.Kind != StreamFailureKind.NotProcessed || sendings == SendingsMax)
                {
                    throw failure.ToException(cancellationToken);
                }
            }
            catch (MalformedResponseException malformed)
            {
                return new(SourceAnswers.Malformed(_options.Name, malformed));
            }
            finally
            {
                stream.Connection.Recycle(stream);
            }
        }
    }

    /// <summary>Opens an answer that is read as it comes.</summary>
    public async ValueTask<CallOutcome<SourceStream>> OpenAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken)
    {
        if (_places.TryEnter() is { } full)
        {
            return new(full);
        }

        Http2Body? body = null;
        SourceStream? opened = null;
        try
        {
            var stream = await OpenAsync(request, context, isRead: true, cancellationToken).ConfigureAwait(false);
            body = new Http2Body(stream);
            await body.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
            var head = stream.Headers.ToArray();
            if (SourceAnswers.FailureOf(
                _options.Name, stream.Status, null, request, RetryAfter(head)) is { } refused)
            {
                return new(refused);
            }

            var response = new SourceResponse(stream.Status, null, head, head.Length, [], 0);
            if (request.FindFailure?.Invoke(response) is { } failure)
            {
                return new(failure);
            }

            opened = new SourceStream(
                stream.Status,
                TypeOf(head)?.Text,
                response.HeaderFields,
                () => new AnswerFields(stream.Trailers),
                body,
                _places.Leave);
            return new(opened);
        }
        catch (MalformedResponseException malformed)
        {
            return new(SourceAnswers.Malformed(_options.Name, malformed));
        }
        finally
        {
            if (opened is null)
            {
                if (body is not null)
                {
                    await body.DisposeAsync().ConfigureAwait(false);
                }

                _places.Leave();
            }
        }
    }

    public void Dispose() => _pool.Dispose();

    /// <summary>Sends a request, over a connection that may have to be opened first.</summary>
    private ValueTask<Http2Stream> OpenAsync(
        SourceRequest request, FetchContext context, bool isRead, CancellationToken cancellationToken)
    {
        var fields = RequestFields.Write(request, context, _fields, _isSecure, _authority);
        if (_pool.TryOpen(fields, request.Body, _options.ResponseBytesMax, isRead) is { } stream)
        {
            fields.Dispose();
            return new(stream);
        }

        return WaitAsync(fields, request.Body, isRead, cancellationToken);
    }

    private async ValueTask<Http2Stream> WaitAsync(
        RequestFields fields, ReadOnlyMemory<byte> body, bool isRead, CancellationToken cancellationToken)
    {
        try
        {
            for (var waits = 0; ; waits++)
            {
                await _pool.WaitAsync(waits, cancellationToken).ConfigureAwait(false);
                if (_pool.TryOpen(fields, body, _options.ResponseBytesMax, isRead) is { } stream)
                {
                    return stream;
                }
            }
        }
        finally
        {
            fields.Dispose();
        }
    }

    private CallOutcome<SourceResponse> Read(Http2Stream stream, SourceRequest request)
    {
        var head = stream.Headers.Span;
        var type = TypeOf(head);
        if (SourceAnswers.FailureOf(
            _options.Name, stream.Status, type?.Text, request, RetryAfter(head)) is { } failure)
        {
            return new(failure);
        }

        var length = stream.BodyLength;
        var (body, decoded) = ResponseContent.Decode(
            AnswerFields.Value(head, "content-encoding"),
            type?.Charset,
            type?.Text,
            stream.DetachBody(),
            length,
            _options.ResponseBytesMax);
        var response = new SourceResponse(
            stream.Status, type?.Text, stream.Fields, stream.Headers.Length, body, decoded);
        if (request.FindFailure?.Invoke(response) is { } said)
        {
            response.Dispose();
            return new(said with { Detail = $"{_options.Name}: {said.Detail}" });
        }

        return new(response);
    }

    private MediaTypeText? TypeOf(ReadOnlySpan<byte> head) =>
        MediaTypeText.Of(ref _lastType, AnswerFields.Value(head, "content-type"));

    private static ReadOnlySpan<byte> RetryAfter(ReadOnlySpan<byte> head) => AnswerFields.Value(head, "retry-after");
}
