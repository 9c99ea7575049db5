using System.Threading.Tasks.Sources;
using Gateway.Common.Sources.Http;

namespace Gateway.Common.Sources.Http2;

/// <summary>One request and its response; used again by its connection when nobody holds it any more.</summary>
/// <remarks>
/// Guarded by its connection's lock, but for what is read once it is over. One waits for it at a time, and is told
/// once: a unary call when it is over or may send on, who reads a stream whenever something came.
/// Source: RFC 9113 §5.1.
/// </remarks>
internal sealed class Http2Stream(Http2Connection connection) : IValueTaskSource, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private bool _isWaited;
    private bool _hasNews;
    private int _interim;
    private int _bytesMax;
    private long _contentLength;
    private long _receivedBytes;
    private int _trailersAt;
    private ReceiveBuffer _body;

    public Http2Connection Connection { get; } = connection;

    public int Id { get; private set; }

    /// <summary>Whether its body is read as it comes.</summary>
    public bool IsRead { get; private set; }

    /// <summary>What of the request's body is left to send.</summary>
    public ReadOnlyMemory<byte> Unsent { get; set; }

    /// <summary>Bytes that the peer takes; less than 0 where it took some back.</summary>
    public long SendWindow { get; set; }

    /// <summary>Bytes that the peer may send.</summary>
    public int ReceiveWindow { get; set; }

    /// <summary>Bytes that were taken since the peer was last told.</summary>
    public int Taken { get; set; }

    /// <summary>0 until the head came.</summary>
    public int Status { get; private set; }

    /// <summary>No frame of it is waited for any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Null where the response is whole.</summary>
    public StreamFailure? Failure { get; private set; }

    /// <summary>Lines of the header fields, then of the trailers.</summary>
    public byte[] Fields { get; private set; } = [];

    public ReadOnlyMemory<byte> Headers => Fields.AsMemory(0, _trailersAt);

    public ReadOnlyMemory<byte> Trailers => Fields.AsMemory(_trailersAt);

    public int BodyLength => _body.Filled;

    /// <summary>Somebody waits from here on.</summary>
    public void Begin(int id, ReadOnlyMemory<byte> body, int bytesMax, bool isRead)
    {
        Id = id;
        Unsent = body;
        ReceiveWindow = Http2Limits.StreamWindow;
        Taken = 0;
        Status = _interim = _trailersAt = 0;
        Fields = [];
        Failure = null;
        IsOver = _hasNews = false;
        _contentLength = -1;
        _receivedBytes = 0;
        _bytesMax = bytesMax;
        IsRead = isRead;
        _isWaited = true;
        _core.Reset();
    }

    /// <summary>What <see cref="Begin"/> or <see cref="Await"/> began to wait for.</summary>
    public ValueTask Waiting => new(this, _core.Version);

    /// <summary>Waits for what comes next; complete where something came since.</summary>
    public ValueTask Await()
    {
        if (_hasNews || IsOver)
        {
            _hasNews = false;
            return default;
        }

        _isWaited = true;
        _core.Reset();
        return Waiting;
    }

    /// <summary>Something came for who waits.</summary>
    /// <returns>Whether one waits, and is to be told by <see cref="Execute"/>.</returns>
    public bool Notify()
    {
        var isWaited = _isWaited;
        _isWaited = false;
        _hasNews = !isWaited;
        return isWaited;
    }

    /// <returns>What is wrong; null for nothing.</returns>
    public string? TakeFields(FieldLines lines, bool endsStream, FieldMemory memory)
    {
        if (lines.Fault is { } fault)
        {
            return fault;
        }

        if (Status != 0)
        {
            if (lines.Status != 0 || !endsStream)
            {
                return "The trailers of the response have a status, or more follows them.";
            }

            Fields = memory.Whole(Fields, lines.Lines);
            return null;
        }

        if (lines.Status < 200)
        {
            return lines.Status is 0 or 101 || endsStream || ++_interim > Http2Limits.InterimMax
                ? "The response has no status, ends with an interim one, or has too many of these."
                : null;
        }

        Status = lines.Status;
        _contentLength = lines.ContentLength;
        if (_contentLength > _bytesMax && !IsRead)
        {
            return TooLarge();
        }

        Fields = memory.Head(lines.Lines);
        _trailersAt = Fields.Length;
        return null;
    }

    /// <returns>What is wrong; null for nothing.</returns>
    public string? TakeData(ReadOnlySpan<byte> data)
    {
        if (Status == 0)
        {
            return "The response begins with its body.";
        }

        _receivedBytes += data.Length;
        if (_receivedBytes > _bytesMax && !IsRead)
        {
            return TooLarge();
        }

        while (!data.IsEmpty)
        {
            if (BodyLength == 0)
            {
                _body.Expect(Math.Max(data.Length, (int)Math.Max(IsRead ? 0 : _contentLength, 0)));
            }

            var room = _body.Free().Span;
            var count = Math.Min(room.Length, data.Length);
            data[..count].CopyTo(room);
            _body.Advance(count);
            data = data[count..];
        }

        return null;
    }

    /// <returns>What is wrong with the response as a whole; null for nothing.</returns>
    public string? TakeEnd() =>
        _contentLength >= 0 && _receivedBytes != _contentLength && Status is not (204 or 304)
            ? "The response is not as long as it says."
            : null;

    /// <returns>Whether one waits, and is to be told.</returns>
    public bool End(StreamFailure? failure)
    {
        IsOver = true;
        Failure = failure;
        Unsent = default;
        return Notify();
    }

    /// <summary>Takes bytes of the body that came.</summary>
    public int Read(Span<byte> into, ref int readAt)
    {
        var count = Math.Min(BodyLength - readAt, into.Length);
        _body.Slice(readAt, count).CopyTo(into);
        readAt += count;
        if (readAt == BodyLength || readAt >= Http2Limits.StreamWindow)
        {
            _body.Cut(0, readAt);
            readAt = 0;
        }

        return count;
    }

    public byte[] DetachBody() => _body.Detach();

    /// <summary>Gives back what came of a response that nobody reads.</summary>
    public void DropBody() => _body.Dispose();

    /// <summary>Told behind this one, on the same thread; only of a stream that is about to be told.</summary>
    public Http2Stream? Following { get; set; }

    /// <summary>Tells this stream and those that follow it.</summary>
    public void Execute()
    {
        for (var stream = this; stream is not null;)
        {
            // Who is told may use the stream again.
            var told = stream;
            stream = told.Following;
            told.Following = null;
            told._core.SetResult(true);
        }
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private string TooLarge() => $"The response has more than {_bytesMax} bytes.";
}
