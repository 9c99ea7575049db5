using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources.Credentials;

namespace Gateway.Common.Sources.Http;

/// <summary>
/// Calls one source through the runtime's HTTP client: with files, with tokens that the gateway gets for itself (over
/// HTTP/2 too), and with answers that are asked for again by their tag.
/// </summary>
/// <remarks>
/// Redirects, cookies and proxies are off. The trace context is written by us, not by the runtime, which does so only
/// while somebody listens, makes an activity per call and adds baggage.
/// </remarks>
internal sealed class HandlerClient : IDisposable
{
    private const int Unauthorized = 401;
    private const int NotModified = 304;
    private const int ResponseHeadersMaxKilobytes = ResponseHead.BytesMax / 1024;

    /// <summary>Servers of gRPC take more than one ping in five minutes of silence for an attack.</summary>
    private static readonly TimeSpan PingAfter = TimeSpan.FromMinutes(6);

    private readonly SourceTransportOptions _options;
    private readonly CallFields _fields;
    private readonly HttpMessageInvoker _invoker;
    private readonly ClientCredentialTokens? _tokens;
    private readonly Revalidation? _revalidation;
    private readonly string _prefix;
    private readonly StreamPlaces _places;

    public HandlerClient(SourceTransportOptions options, CallFields fields, TimeProvider time)
    {
        _options = options;
        _fields = fields;
        _places = new StreamPlaces(options);
        _prefix = options.Address.ToString().TrimEnd('/');
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = options.ConnectionLifetime,
            MaxResponseHeadersLength = ResponseHeadersMaxKilobytes,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = PingAfter,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            SslOptions = TlsSettings.Of(options.Tls),
        });
        _tokens = options.Credentials.Kind == SourceCredentialOptions.Scheme.ClientCredentials
            ? new ClientCredentialTokens(options.Credentials, _invoker, time)
            : null;
        _revalidation = options.RevalidationBytesMax > 0 ? new Revalidation(options.RevalidationBytesMax, time) : null;
    }

    public async ValueTask<CallOutcome<SourceResponse>> SendAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken)
    {
        using var message = Message(request, context);
        if (_tokens is not null
            && await AuthorizeAsync(message, _tokens, cancellationToken).ConfigureAwait(false) is { } lacking)
        {
            return new(lacking);
        }

        var known = request.Method == HttpMethod.Get ? _revalidation?.Ask(message) : null;
        using var answer = await _invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var status = (int)answer.StatusCode;
        if (status == Unauthorized && message.Headers.Authorization?.Parameter is { } refused)
        {
            // The next call gets another.
            _tokens?.Forget(refused);
        }

        if (status == NotModified && known?.Answer(answer.Headers) is { } unchanged)
        {
            return new(unchanged);
        }

        var mediaType = answer.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();
        if (SourceAnswers.FailureOf(_options.Name, status, mediaType, request) is { } failure)
        {
            return new(failure with { RetryAfter = answer.Headers.RetryAfter?.Delta });
        }

        byte[] body;
        int length;
        try
        {
            (body, length) = await ReadAsync(answer.Content, cancellationToken).ConfigureAwait(false);
            (body, length) = ResponseContent.Decode(
                CodingOf(answer.Content),
                ResponseCharset.Of(mediaType, answer.Content.Headers.ContentType?.CharSet),
                mediaType,
                body,
                length,
                _options.ResponseBytesMax);
        }
        catch (MalformedResponseException malformed)
        {
            return new(SourceAnswers.Malformed(_options.Name, malformed));
        }

        var trailers = request.IsHttp2 ? answer.TrailingHeaders : null;
        var response = new SourceResponse(
            status, mediaType, answer.Headers, trailers, body, length, answer.Content.Headers);
        if (request.FindFailure?.Invoke(response) is { } said)
        {
            response.Dispose();
            return new(said with { Detail = $"{_options.Name}: {said.Detail}" });
        }

        known?.Keep(response);
        return new(response);
    }

    /// <summary>Opens an answer that is read as it comes.</summary>
    public async ValueTask<CallOutcome<SourceStream>> OpenAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken)
    {
        if (_places.TryEnter() is { } full)
        {
            return new(full);
        }

        SourceStream? opened = null;
        HttpResponseMessage? answer = null;
        try
        {
            using var message = Message(request, context);
            if (_tokens is not null
                && await AuthorizeAsync(message, _tokens, cancellationToken).ConfigureAwait(false) is { } lacking)
            {
                return new(lacking);
            }

            answer = await _invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
            var status = (int)answer.StatusCode;
            var failure = SourceAnswers.FailureOf(_options.Name, status, null, request) is { } refused
                ? refused with { RetryAfter = answer.Headers.RetryAfter?.Delta }
                : request.FindFailure?.Invoke(new SourceResponse(status, null, answer.Headers, null, [], 0));
            if (failure is not null)
            {
                return new(failure);
            }

            var body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            opened = StreamOf(answer, body);
            return new(opened);
        }
        finally
        {
            if (opened is null)
            {
                answer?.Dispose();
                _places.Leave();
            }
        }
    }

    public void Dispose() => _invoker.Dispose();

    /// <returns>Empty for none; several stay one text, which is no coding that was asked for.</returns>
    private static byte[] CodingOf(HttpContent content) => Encoding.ASCII.GetBytes(
        string.Join(',', content.Headers.ContentEncoding));

    private SourceStream StreamOf(HttpResponseMessage answer, Stream body) => new(
        (int)answer.StatusCode,
        answer.Content.Headers.ContentType?.MediaType?.ToLowerInvariant(),
        new AnswerFields(answer.Headers),
        () => new AnswerFields(answer.TrailingHeaders),
        body,
        () =>
        {
            answer.Dispose();
            _places.Leave();
        });

    private static async ValueTask<SourceFailure?> AuthorizeAsync(
        HttpRequestMessage message, ClientCredentialTokens tokens, CancellationToken cancellationToken)
    {
        var (token, refusal) = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        if (token is null)
        {
            return new SourceFailure(SourceFailureKind.Unavailable, $"No token for the source: {refusal}.");
        }

        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return null;
    }

    private HttpRequestMessage Message(SourceRequest request, FetchContext context)
    {
        var message = new HttpRequestMessage(request.Method, _prefix + _fields.Credentials.Target(request.Target));
        if (request.IsHttp2)
        {
            message.Version = HttpVersion.Version20;
            message.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        }

        if (request.Form is { } form)
        {
            message.Content = form.ToContent();
        }
        else if (request.ContentType is { } contentType)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (!request.IsHttp2)
        {
            // gRPC has codings of its own, and its streams are read as they come.
            message.Headers.TryAddWithoutValidation("Accept-Encoding", ContentDecoding.Accepted);
        }

        var writer = new MessageFields(message.Headers);
        _fields.Write(request, context, ref writer);
        return message;
    }

    /// <exception cref="MalformedResponseException">The body is larger than allowed.</exception>
    private async ValueTask<(byte[] Body, int Length)> ReadAsync(
        HttpContent content, CancellationToken cancellationToken)
    {
        var bytesMax = _options.ResponseBytesMax;
        var announced = content.Headers.ContentLength;
        if (announced > bytesMax)
        {
            throw ResponseReader.TooLarge(bytesMax);
        }

        var buffer = default(ReceiveBuffer);
        try
        {
            // Ends with its message. One byte more than announced, so that the end is seen without growing.
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var whole = announced is { } known ? (int)known + 1 : 0;
            int read;
            while ((read = await stream.ReadAsync(buffer.Free(whole), cancellationToken).ConfigureAwait(false)) > 0)
            {
                buffer.Advance(read);
                if (buffer.Filled > bytesMax)
                {
                    throw ResponseReader.TooLarge(bytesMax);
                }
            }

            var length = buffer.Filled;
            return (buffer.Detach(), length);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private readonly struct MessageFields(HttpRequestHeaders headers) : IFieldWriter
    {
        public void Write(string name, ReadOnlySpan<char> value) =>
            headers.TryAddWithoutValidation(name, value.ToString());
    }
}
