using Gateway.Common.Primitives;

namespace Gateway.Common.Sources.Grpc;

/// <summary>Takes the messages of a stream one by one, into two buffers that are used again and again.</summary>
/// <remarks>Bounds: a buffer grows with what has come, never by what a length announces.</remarks>
internal sealed class GrpcMessages(SourceStream stream, GrpcOptions options, StreamTimes limit) : IDisposable
{
    private const int ReadBytesMax = 64 * 1024;

    private readonly PooledBytes _frame = new();
    private readonly PooledBytes _message = new();
    private readonly string? _encoding = GrpcAnswer.EncodingOf(stream.Headers);

    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <returns>False at the end of a stream that ended well.</returns>
    /// <exception cref="SourceException">It did not.</exception>
    public async ValueTask<bool> NextAsync()
    {
        try
        {
            limit.Restart();
            _frame.Truncate(0);
            await FillAsync(GrpcFrame.PrefixBytes).ConfigureAwait(false);
            if (_frame.Length == 0)
            {
                CheckStatus();
                return false;
            }

            var length = _frame.Length < GrpcFrame.PrefixBytes
                ? throw Short()
                : GrpcFrame.LengthOf(_frame.Span, options.MessageBytesMax);
            await FillAsync(GrpcFrame.PrefixBytes + length).ConfigureAwait(false);
            if (_frame.Length < GrpcFrame.PrefixBytes + length)
            {
                throw Short();
            }

            Current = Decompressed(length);
            return true;
        }
        catch (OperationCanceledException)
        {
            limit.Caller.ThrowIfCancellationRequested();
            throw StreamTimes.TimedOut();
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            throw GrpcErrors.Of(GrpcStatus.Unavailable, broken.Message, null);
        }
    }

    public void Dispose()
    {
        _frame.Dispose();
        _message.Dispose();
    }

    private ReadOnlyMemory<byte> Decompressed(int length)
    {
        if (!GrpcFrame.IsCompressed(_frame.Span, _encoding))
        {
            return _frame.Memory[GrpcFrame.PrefixBytes..];
        }

        _message.Truncate(0);
        GrpcFrame.Decompress(
            _frame.Memory.Slice(GrpcFrame.PrefixBytes, length), _message, options.MessageBytesMax);
        return _message.Memory;
    }

    /// <summary>Reads until the frame has as many bytes, or the stream ends.</summary>
    private async ValueTask FillAsync(int bytes)
    {
        while (_frame.Length < bytes)
        {
            var room = _frame.GetMemory(Math.Min(bytes - _frame.Length, ReadBytesMax));
            var read = await stream.Body.ReadAsync(room[..Math.Min(room.Length, bytes - _frame.Length)], limit.Token)
                .ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            _frame.Advance(read);
        }
    }

    private void CheckStatus()
    {
        var (status, detail, extensions) = GrpcAnswer.Told(stream.Trailers) ?? GrpcAnswer.Told(stream.Headers)
            ?? GrpcAnswer.StatusWithout(stream.Status, stream.MediaType);
        if (status != GrpcStatus.Ok)
        {
            throw GrpcErrors.Of(status, detail, extensions);
        }
    }

    private SourceException Short()
    {
        // A server that fails in the middle of a message says why in its trailers.
        CheckStatus();
        return GrpcAnswer.Invalid("a message cut short");
    }
}
