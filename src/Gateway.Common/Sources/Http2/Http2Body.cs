using Gateway.Common.Sources.Http;

namespace Gateway.Common.Sources.Http2;

/// <summary>A response's body as it comes; what nobody reads holds the source back.</summary>
/// <remarks>Errors: <see cref="IOException"/> where it ends too early. Who disposes it before its end ends the stream.
/// </remarks>
internal sealed class Http2Body(Http2Stream stream) : Stream
{
    private static readonly Action<object?> Cancel = static stream =>
        ((Http2Stream)stream!).Connection.Cancel((Http2Stream)stream);

    private int _readAt;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Waits for the response's status and header fields.</summary>
    /// <exception cref="MalformedResponseException">They are none.</exception>
    public async ValueTask ReadHeadAsync(CancellationToken cancellationToken)
    {
        using (cancellationToken.UnsafeRegister(Cancel, stream))
        {
            await stream.Waiting.ConfigureAwait(false);
            while (stream.Status == 0 && !stream.IsOver)
            {
                await stream.Connection.SendMore(stream).ConfigureAwait(false);
            }
        }

        if (stream.Status == 0)
        {
            throw stream.Failure!.ToException(cancellationToken);
        }
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        var (count, waiting) = stream.Connection.Read(stream, buffer.Span, ref _readAt);
        if (count > 0)
        {
            return count;
        }

        using (cancellationToken.UnsafeRegister(Cancel, stream))
        {
            while (true)
            {
                await waiting.ConfigureAwait(false);
                var isOver = stream.IsOver;
                (count, waiting) = stream.Connection.Read(stream, buffer.Span, ref _readAt);
                if (count > 0 || (isOver && stream.Failure is null))
                {
                    return count;
                }

                if (isOver)
                {
                    throw stream.Failure!.Kind == StreamFailureKind.Malformed
                        ? new IOException(stream.Failure.Detail)
                        : stream.Failure.ToException(cancellationToken);
                }
            }
        }
    }

    public override Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Connection.Cancel(stream);
            stream.DropBody();
        }

        base.Dispose(disposing);
    }
}
