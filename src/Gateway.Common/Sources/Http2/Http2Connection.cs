namespace Gateway.Common.Sources.Http2;

/// <summary>One connection to a source, shared by as many calls as it takes at the same time.</summary>
/// <remarks>
/// Calls append their frames and go on; the answers are told by <see cref="FrameReader"/>. Whoever takes a stream out
/// of the session ends its waiting, so that this happens once. Source: RFC 9113.
/// </remarks>
internal sealed class Http2Connection : IDisposable
{
    private readonly Http2Pool _pool;
    private readonly Stream _wire;
    private readonly TimeProvider _time;
    private readonly Http2Session _session;
    private readonly Stack<Http2Stream> _spare = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _openedAt;
    private long _receivedAt;
    private long _pingedAt;
    private bool _isPinged;

    public Http2Connection(Http2Pool pool, Stream wire, TimeProvider time)
    {
        _pool = pool;
        _wire = wire;
        _time = time;
        _session = new Http2Session(wire, Fail);
        _openedAt = _receivedAt = time.GetTimestamp();
    }

    /// <summary>Complete when the peer has said what it takes.</summary>
    public Task Ready => _ready.Task;

    public bool IsOver => _session.IsLeaving || _session.IsClosed;

    /// <summary>Whether it takes a call now.</summary>
    public bool TakesStreams
    {
        get
        {
            lock (_session.Gate)
            {
                return _session.TakesStreams;
            }
        }
    }

    public void Start()
    {
        lock (_session.Gate)
        {
            _session.WritePreface();
            _session.Sender.Begin();
        }

        _session.Sender.Send();
        new FrameReader(this, _session, _wire).Run();
    }

    /// <summary>Sends a request, as far as the peer takes it now.</summary>
    /// <returns>The stream, for which somebody waits; null where this connection takes none.</returns>
    public Http2Stream? TryOpen(in RequestFields fields, ReadOnlyMemory<byte> body, int bytesMax, bool isRead)
    {
        Http2Stream stream;
        bool sends;
        lock (_session.Gate)
        {
            if (!_session.TakesStreams)
            {
                return null;
            }

            stream = _spare.TryPop(out var spare) ? spare : new Http2Stream(this);
            _session.Open(stream, fields, body, bytesMax, isRead);
            sends = _session.Sender.Begin(isShared: _session.Count > 1);
        }

        Send(sends);
        return stream;
    }

    /// <summary>Sends what is left of a request's body, as far as the peer takes it now, and waits on.</summary>
    public ValueTask SendMore(Http2Stream stream)
    {
        ValueTask waiting;
        bool sends;
        lock (_session.Gate)
        {
            _session.SendBody(stream);
            waiting = stream.Await();
            sends = _session.Sender.Begin();
        }

        Send(sends);
        return waiting;
    }

    /// <summary>Takes what came of a body that is read as it comes.</summary>
    /// <returns>Bytes taken, or what to wait for.</returns>
    public (int Count, ValueTask Waiting) Read(Http2Stream stream, Span<byte> into, ref int readAt)
    {
        int count;
        ValueTask waiting;
        bool sends;
        lock (_session.Gate)
        {
            count = stream.Read(into, ref readAt);
            waiting = count == 0 ? stream.Await() : default;
            if (!stream.IsOver)
            {
                _session.GiveBack(stream, count);
                _session.SendBody(stream);
            }

            sends = _session.Sender.Begin();
        }

        Send(sends);
        return (count, waiting);
    }

    /// <summary>Nobody wants the answer any more. Nothing where it came just now.</summary>
    public void Cancel(Http2Stream stream)
    {
        bool sends;
        bool isWaited;
        lock (_session.Gate)
        {
            if (!_session.Remove(stream))
            {
                return;
            }

            _session.Sender.Pending.WriteReset(stream.Id, Http2Error.Cancel);
            isWaited = stream.End(new StreamFailure(StreamFailureKind.Cancelled, "The call was given up."));
            sends = _session.Sender.Begin();
        }

        Send(sends);
        if (isWaited)
        {
            // Not here: who cancels is not to run what waits.
            ThreadPool.UnsafeQueueUserWorkItem(stream, preferLocal: false);
        }

        _pool.OnFreed();
    }

    /// <summary>Takes back a stream that nobody holds any more.</summary>
    public void Recycle(Http2Stream stream)
    {
        if (!stream.IsOver)
        {
            // Something unforeseen: it is not used again.
            Cancel(stream);
            return;
        }

        stream.DropBody();
        lock (_session.Gate)
        {
            _spare.Push(stream);
        }

        _pool.OnFreed();
    }

    /// <summary>Sends what reading frames has appended.</summary>
    /// <returns>False when the connection is over.</returns>
    public bool Flush()
    {
        bool sends;
        bool isStuck;
        bool isDrained;
        lock (_session.Gate)
        {
            sends = _session.Sender.Begin();
            isStuck = _session.Sender.Pending.Length > Http2Limits.PendingBytesMax;
            isDrained = _session.IsLeaving && _session.Count == 0;
        }

        Send(sends);
        if (isStuck)
        {
            throw new Http2Exception(Http2Error.EnhanceYourCalm, "The source does not read what it is sent.");
        }

        return !isDrained;
    }

    public void Touch() => _receivedAt = _time.GetTimestamp();

    public void SetReady() => _ready.TrySetResult();

    /// <summary>Ends the connection and all its calls.</summary>
    public void Fail(Exception cause)
    {
        var kind = cause is Http2Exception ? StreamFailureKind.Malformed : StreamFailureKind.Broken;
        var failure = new StreamFailure(kind, cause.Message);
        List<Http2Stream> told = [];
        var sends = false;
        lock (_session.Gate)
        {
            if (_session.IsClosed)
            {
                return;
            }

            _session.IsClosed = _session.IsLeaving = true;
            told.AddRange(_session.All.Where(stream => stream.End(failure)));
            _session.Clear();
            if (cause is Http2Exception broken)
            {
                _session.Sender.Pending.WriteGoAway(broken.Error);
                sends = _session.Sender.Begin();
            }
        }

        Send(sends);
        _session.Sender.Close();
        _ready.TrySetException(failure.ToException(default));
        _pool.OnClosed(this);
        told.ForEach(static stream => ThreadPool.UnsafeQueueUserWorkItem(stream, preferLocal: false));
    }

    /// <summary>Looks whether the connection is old, idle or dead.</summary>
    /// <param name="lifetime">Older ones take no more calls.</param>
    public void Sweep(TimeSpan lifetime)
    {
        var sends = false;
        string? over = null;
        lock (_session.Gate)
        {
            var silence = _time.GetElapsedTime(_receivedAt);
            _session.IsLeaving |= _time.GetElapsedTime(_openedAt) >= lifetime;
            if (_session.Count == 0)
            {
                over = _session.IsLeaving || silence >= Http2Limits.IdleMax ? "Nobody needs the connection." : null;
            }
            else if (_isPinged && _receivedAt >= _pingedAt)
            {
                _isPinged = false;
            }
            else if (_isPinged)
            {
                over = _time.GetElapsedTime(_pingedAt) >= Http2Limits.PingTimeout ? "The source is silent." : null;
            }
            else if (silence >= Http2Limits.PingAfter)
            {
                (_isPinged, _pingedAt) = (true, _time.GetTimestamp());
                _session.Sender.Pending.WriteFrame(FrameType.Ping, FrameFlags.None, 0, new byte[sizeof(long)]);
                sends = _session.Sender.Begin();
            }
        }

        Send(sends);
        if (over is not null)
        {
            Fail(new IOException(over));
        }
    }

    public void Dispose() => Fail(new IOException("The connection was closed on this side."));

    private void Send(bool sends)
    {
        if (sends)
        {
            _session.Sender.Send();
        }
    }
}
