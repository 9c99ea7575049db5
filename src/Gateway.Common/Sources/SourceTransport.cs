using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources.Credentials;
using Gateway.Common.Telemetry;

namespace Gateway.Common.Sources;

/// <summary>Sends requests to one source over HTTP, through its resilience pipeline.</summary>
/// <remarks>
/// Redirects, cookies and proxies are off: only the configured address is ever contacted. Answers are read to their end
/// into one rented array, bounded after decompression. Every call carries its request's trace context (W3C): written
/// here, not by the runtime, which does so only while somebody listens, makes an activity per call and adds baggage.
/// Credentials go on last: no argument and no forwarded header takes their place.
/// </remarks>
internal sealed class SourceTransport : ICallSender, IDisposable
{
    private const int BodyInitial = 8 * 1024;
    private const int ResponseHeadersMaxKilobytes = 32;

    private readonly SourceTransportOptions _options;
    private readonly SourcePipeline _pipeline;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _invoker;
    private readonly string _prefix;
    private readonly string[] _forwarded;
    private readonly SourceCredentials _credentials;
    private readonly Revalidation? _revalidation;

    public SourceTransport(SourceTransportOptions options, ResilienceOptions resilience, TimeProvider time)
    {
        _options = options;
        _time = time;
        _prefix = options.Address.ToString().TrimEnd('/');
        _forwarded = [.. TracingHeaders.All, .. TracingHeaders.Except(options.ForwardedHeaders)];
        _pipeline = new SourcePipeline(options.Name, resilience, time);
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = options.ConnectionLifetime,
            MaxResponseHeadersLength = ResponseHeadersMaxKilobytes,
            EnableMultipleHttp2Connections = true,
            SslOptions = TlsSettings.Of(options.Tls),
        });
        _credentials = new SourceCredentials(options.Credentials, _invoker, time);
        _revalidation = options.RevalidationBytesMax > 0 ? new Revalidation(options.RevalidationBytesMax, time) : null;
    }

    public CircuitBreaker Breaker => _pipeline.Breaker;

    public ValueTask<CallOutcome<SourceResponse>> SendAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken) =>
        _pipeline.ExecuteAsync(
            new CallDescriptor(request.IsIdempotent, context.Deadline),
            static (call, token) => call.Transport.TryAsync(call.Request, call.Context, token),
            new Call(this, request, context),
            cancellationToken);

    public void Dispose()
    {
        _pipeline.Dispose();
        _invoker.Dispose();
    }

    private async ValueTask<CallOutcome<SourceResponse>> TryAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken)
    {
        using var message = Message(request, context);
        if (await _credentials.ApplyAsync(message, context, cancellationToken).ConfigureAwait(false) is { } lacking)
        {
            return new(lacking);
        }

        var known = request.Method == HttpMethod.Get ? _revalidation?.Ask(message) : null;
        using var answer = await _invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var status = (int)answer.StatusCode;
        _credentials.Note(status, message);
        if (status == 304 && known?.Answer(answer.Headers) is { } unchanged)
        {
            return new(unchanged);
        }

        var isProxys = status is 502 or 503 or 504 && !IsXml(answer.Content);
        if (status >= 500 && (isProxys || !request.ReadsServerErrors))
        {
            var detail = $"{_options.Name} answered {status}.";
            return new(new SourceFailure(SourceFailureKind.Unavailable, detail, answer.Headers.RetryAfter?.Delta));
        }

        var (body, length) = await ReadAsync(answer.Content, cancellationToken).ConfigureAwait(false);
        if (length < 0)
        {
            var detail = $"{_options.Name} answered with more than {_options.ResponseBytesMax} bytes.";
            return new(new SourceFailure(SourceFailureKind.InvalidResponse, detail));
        }

        var mediaType = answer.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();
        var trailers = request.IsHttp2 ? answer.TrailingHeaders : null;
        var response = new SourceResponse(status, mediaType, answer.Headers, trailers, body, length);
        known?.Keep(response);
        return new(response);
    }

    /// <summary>A fault may come with any status; what a proxy answers in a source's place is no XML.</summary>
    private static bool IsXml(HttpContent content) =>
        content.Headers.ContentType?.MediaType is "text/xml" or "application/xml" or "application/soap+xml";

    private HttpRequestMessage Message(SourceRequest request, FetchContext context)
    {
        var message = new HttpRequestMessage(request.Method, _prefix + _credentials.Target(request.Target));
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

        if (request.Accept is { } accept)
        {
            message.Headers.TryAddWithoutValidation("Accept", accept);
        }

        foreach (var (name, value) in request.Headers)
        {
            Add(message.Headers, name, value);
        }

        foreach (var (name, value) in _options.Headers)
        {
            Add(message.Headers, name, value);
        }

        if (request.DeadlineHeader is { } tell && context.Deadline.Remaining(_time) is var left
            && left < TimeSpan.MaxValue)
        {
            var (name, value) = tell(left);
            Add(message.Headers, name, value);
        }

        foreach (var name in _forwarded)
        {
            if (context.FindHeader(name) is { } value)
            {
                Add(message.Headers, name, value);
            }
        }

        return message;
    }

    private static void Add(HttpRequestHeaders headers, string name, string value)
    {
        if (value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw new SourceException(
                SourceErrorCodes.InvalidArgument, $"The value for the header {name} holds a line break.");
        }

        headers.TryAddWithoutValidation(name, value);
    }

    /// <returns>A length of -1 when the answer is larger than allowed.</returns>
    private async ValueTask<(byte[] Body, int Length)> ReadAsync(
        HttpContent content, CancellationToken cancellationToken)
    {
        var announced = content.Headers.ContentLength;
        if (announced > _options.ResponseBytesMax)
        {
            return ([], -1);
        }

        var body = ArrayPool<byte>.Shared.Rent(announced is > 0 and var known ? (int)known + 1 : BodyInitial);
        var length = 0;
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                int read;
                do
                {
                    read = await stream.ReadAsync(body.AsMemory(length), cancellationToken).ConfigureAwait(false);
                    length += read;
                    body = length == body.Length ? Grow(body, length) : body;
                }
                while (read > 0 && length <= _options.ResponseBytesMax);
            }

            if (length <= _options.ResponseBytesMax)
            {
                return (body, length);
            }

            ArrayPool<byte>.Shared.Return(body);
            return ([], -1);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(body);
            throw;
        }
    }

    private static byte[] Grow(byte[] body, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(length * 2);
        body.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(body);
        return larger;
    }

    private readonly record struct Call(SourceTransport Transport, SourceRequest Request, FetchContext Context);
}
