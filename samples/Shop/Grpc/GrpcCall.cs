using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;

namespace Shop.Grpc;

/// <summary>One call while it is answered: its deadline, its messages out, and its status at the end.</summary>
internal sealed class GrpcCall(HttpContext context)
{
    private const string ContentType = "application/grpc";

    /// <summary>Cancelled when the caller hangs up or the deadline passes.</summary>
    public CancellationToken Cancel { get; private set; } = context.RequestAborted;

    /// <summary>Runs the handler under the call's deadline and always ends with a status.</summary>
    public static async Task RunAsync(HttpContext context, Func<GrpcCall, Task> handle)
    {
        var call = new GrpcCall(context);
        context.Response.ContentType = ContentType;
        context.Response.Headers["grpc-accept-encoding"] = "identity,gzip";
        try
        {
            var timeout = GrpcTimeout.Read(context.Request.Headers["grpc-timeout"]);
            await call.RunUntilAsync(timeout, handle);
            call.Finish(GrpcStatus.Ok, null, null);
        }
        catch (GrpcException error)
        {
            call.Finish(error.Status, error.Message, error.Details);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to tell.
        }
        catch (OperationCanceledException)
        {
            call.Finish(GrpcStatus.DeadlineExceeded, "The deadline passed.", null);
        }
        catch (Exception error) when (!context.RequestAborted.IsCancellationRequested)
        {
            context.RequestServices.GetRequiredService<ILogger<GrpcCall>>().LogError(error, "A gRPC handler failed.");
            call.Finish(GrpcStatus.Unknown, "The handler failed.", null);
        }
    }

    public Task<T> ReadAsync<T>(MessageParser<T> parser)
        where T : IMessage<T> =>
        MessageReader.ReadAsync(
            context.Request.BodyReader, parser, context.Request.Headers["grpc-encoding"], Cancel);

    /// <summary>Writes one message; completes when the caller has room for the next.</summary>
    public async Task WriteAsync(IMessage message)
    {
        var length = message.CalculateSize();
        var frame = context.Response.BodyWriter.GetMemory(MessageReader.PrefixBytes + length);
        frame.Span[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(frame.Span[1..], length);
        message.WriteTo(frame.Span.Slice(MessageReader.PrefixBytes, length));
        context.Response.BodyWriter.Advance(MessageReader.PrefixBytes + length);
        await context.Response.BodyWriter.FlushAsync(Cancel);
    }

    private async Task RunUntilAsync(TimeSpan? timeout, Func<GrpcCall, Task> handle)
    {
        if (timeout is null)
        {
            await handle(this);
            return;
        }

        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        using var deadline = new CancellationTokenSource(timeout.Value, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        Cancel = either.Token;
        await handle(this);
    }

    /// <summary>The status goes into trailers, or into the headers when there was no message.</summary>
    /// <remarks>Source: gRPC over HTTP/2, productions Trailers and Trailers-Only.</remarks>
    private void Finish(GrpcStatus status, string? message, byte[]? details)
    {
        Append("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
        if (message is not null)
        {
            Append("grpc-message", PercentEncoding.Encode(message));
        }

        if (details is not null)
        {
            Append("grpc-status-details-bin", Convert.ToBase64String(details).TrimEnd('='));
        }
    }

    private void Append(string name, string value)
    {
        if (context.Response.HasStarted)
        {
            context.Response.AppendTrailer(name, value);
        }
        else
        {
            context.Response.Headers.Append(name, value);
        }
    }
}
