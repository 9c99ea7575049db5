using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources.Http;
using Gateway.Common.Sources.Http2;

namespace Gateway.Common.Sources;

/// <summary>Sends requests to one source over HTTP, through its resilience pipeline.</summary>
/// <remarks>
/// Only the configured address is ever contacted. Answers are read to their end into one rented array, bounded after
/// decompression. Every call carries its request's trace context (W3C).
/// </remarks>
internal sealed class SourceTransport : ICallSender, IDisposable
{
    private readonly SourcePipeline _pipeline;
    private readonly SourcePipeline _openings;
    private readonly HandlerClient _handler;
    private readonly Http1Client? _exchanges;

    /// <summary>Of gRPC; other sources never make it.</summary>
    private readonly Lazy<Http2Client>? _streams;

    public SourceTransport(SourceTransportOptions options, ResilienceOptions resilience, TimeProvider time)
    {
        var fields = new CallFields(options, time);
        _pipeline = new SourcePipeline(options.Name, resilience, time);

        // A silent stream is no slow call: its head may come with its first message only.
        _openings = new SourcePipeline(
            options.Name, resilience with { TryTimeout = options.Streams.SilenceMax }, time);
        Streams = options.Streams;
        _handler = new HandlerClient(options, fields, time);
        if (options.Credentials.Kind == SourceCredentialOptions.Scheme.ClientCredentials)
        {
            return;
        }

        _streams = new Lazy<Http2Client>(() => new Http2Client(options, fields, time));
        _exchanges = options.RevalidationBytesMax == 0 ? new Http1Client(options, fields, time) : null;
    }

    public CircuitBreaker Breaker => _pipeline.Breaker;

    public StreamOptions Streams { get; }

    public ValueTask<CallOutcome<SourceResponse>> SendAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken) =>
        _pipeline.ExecuteAsync(
            new CallDescriptor(request.IsIdempotent, context.Deadline),
            static (call, token) => call.Transport.TryAsync(call.Request, call.Context, token),
            new Call(this, request, context),
            cancellationToken);

    /// <summary>Opens an answer that is read as it comes; tried again only as long as nothing of it was read.</summary>
    public ValueTask<CallOutcome<SourceStream>> OpenAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken) =>
        _openings.ExecuteAsync(
            new CallDescriptor(request.IsIdempotent, context.Deadline),
            static (call, token) => call.Transport.TryOpenAsync(call.Request, call.Context, token),
            new Call(this, request, context),
            cancellationToken);

    public void Dispose()
    {
        _openings.Dispose();
        _pipeline.Dispose();
        _handler.Dispose();
        _exchanges?.Dispose();
        if (_streams is { IsValueCreated: true } streams)
        {
            streams.Value.Dispose();
        }
    }

    private ValueTask<CallOutcome<SourceResponse>> TryAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken) =>
        request.IsHttp2 && _streams is { } streams
            ? streams.Value.SendAsync(request, context, cancellationToken)
            : _exchanges is { } exchanges && !request.IsHttp2 && request.Form is null
                ? exchanges.SendAsync(request, context, cancellationToken)
                : _handler.SendAsync(request, context, cancellationToken);

    private ValueTask<CallOutcome<SourceStream>> TryOpenAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken) =>
        request.IsHttp2 && _streams is { } streams
            ? streams.Value.OpenAsync(request, context, cancellationToken)
            : _handler.OpenAsync(request, context, cancellationToken);

    private readonly record struct Call(SourceTransport Transport, SourceRequest Request, FetchContext Context);
}
