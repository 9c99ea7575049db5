using System.Runtime.CompilerServices;
using Gateway.Common.Planning;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Results;

namespace Gateway.Common.Sources.Grpc;

/// <summary>One method that answers with many messages: the source side of a subscription.</summary>
/// <remarks>
/// Shape: pulled. While nobody asks for a message none is read, and HTTP/2's windows hold the server back; who stops
/// asking, or cancels, ends the call at the server too. Bounds: each message in bytes, silence and number of streams by
/// <see cref="StreamOptions"/>, the whole by the context's deadline. Tried again only before the first message.
/// Source: gRPC over HTTP2.
/// </remarks>
internal sealed class GrpcStream
{
    private readonly GrpcMethod _method;
    private readonly GrpcOptions _options;

    public GrpcStream(FetchField field, GrpcOptions options)
    {
        if (field.Field.DeclaringType.Name != "Subscription")
        {
            throw new SourceException(SourceErrorCodes.Failed, $"{field.Field.Coordinate} is no stream.");
        }

        _method = new GrpcMethod(field, options);
        _options = options;
    }

    public void Prepare(CallArguments arguments, SourceRequest request)
    {
        _method.Prepare(arguments, request);
        request.IsIdempotent = true;
    }

    /// <summary>The field's value of one message.</summary>
    /// <exception cref="SourceException">The bytes are no such message.</exception>
    public Cell Read(ResultStore store, ReadOnlyMemory<byte> message) => _method.Read(store, message.Span);

    /// <summary>Calls the method and gives its messages as they come, decompressed.</summary>
    /// <returns>Bytes that are valid until the next message is asked for.</returns>
    /// <exception cref="SourceException">
    /// The stream ended with another status than OK, too early, by its deadline or by what is no message.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> RunAsync(
        SourceTransport transport,
        SourceRequest request,
        FetchContext context,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var limit = new StreamTimes(transport.Streams, context.Deadline, time, cancellationToken);
        var outcome = await transport.OpenAsync(request, context, limit.Token).ConfigureAwait(false);
        if (!outcome.IsSuccess)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw limit.HasPassed ? StreamTimes.TimedOut() : Of(outcome.Failure);
        }

        var stream = outcome.Value;
        await using var closing = stream.ConfigureAwait(false);
        if (stream.Status != 200)
        {
            var (status, detail, extensions) = GrpcAnswer.Told(stream.Headers)
                ?? GrpcAnswer.StatusWithout(stream.Status, stream.MediaType);
            throw GrpcErrors.Of(status, detail, extensions);
        }

        using var messages = new GrpcMessages(stream, _options, limit);
        while (await messages.NextAsync().ConfigureAwait(false))
        {
            yield return messages.Current;
        }
    }

    private static SourceException Of(SourceFailure failure)
    {
        var error = SourceErrors.Of("", failure);
        return new SourceException(error.Code, error.Message, error.Detail, error.Extensions);
    }
}
