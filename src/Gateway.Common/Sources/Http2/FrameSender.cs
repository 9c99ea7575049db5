using System.Net.Sockets;

namespace Gateway.Common.Sources.Http2;

/// <summary>Sends what anybody appended: who finds nobody sending does so for all, in one piece.</summary>
/// <remarks>
/// One piece for many calls is cheaper for both sides than one for each. So who may expect company has it sent from the
/// pool, which takes along what others append until then; where nobody does, the next are sent at once, one to begin
/// with, then more.
/// </remarks>
/// <param name="wire">Takes one write at a time.</param>
/// <param name="gate">Guards what is pending.</param>
/// <param name="fail">Told when nothing can be sent any more.</param>
internal sealed class FrameSender(Stream wire, Lock gate, Action<Exception> fail) : IThreadPoolWorkItem
{
    /// <summary>Calls that are sent at once, when gathering brought nothing together again and again.</summary>
    private const int AloneMax = 16;

    private FrameBuffer _pending = new();
    private FrameBuffer _sending = new();
    private bool _isSending;
    private bool _gathers;
    private int _gathered;

    /// <summary>Calls that are sent at once from here on, and how many that were in all.</summary>
    private (int Left, int All) _alone;

    private bool _isWaiting;
    private bool _closes;

    /// <summary>Where frames are appended; only under the lock.</summary>
    public FrameBuffer Pending => _pending;

    /// <summary>Whether somebody sends, or is about to; only under the lock.</summary>
    public bool IsSending => _isSending;

    /// <summary>To be asked under the lock when something was appended.</summary>
    /// <param name="isShared">Whether others may be expected to append something soon.</param>
    /// <returns>Whether the caller is to call <see cref="Send"/> when it has left the lock.</returns>
    public bool Begin(bool isShared = false)
    {
        if (_isSending || _pending.Length == 0)
        {
            _gathered += isShared ? 1 : 0;
            return false;
        }

        _isSending = true;
        _gathers = isShared && _alone.Left == 0;
        _gathered = 0;
        if (!_gathers)
        {
            _alone.Left -= isShared ? 1 : 0;
            Swap();
        }

        return true;
    }

    /// <summary>Sends all there is. Seldom waits: then it goes on by itself, and the caller does not.</summary>
    public void Send()
    {
        if (_gathers)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else
        {
            _ = SendAsync();
        }
    }

    /// <summary>Sends what was gathered.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        lock (gate)
        {
            var alone = _gathered > 0 ? 0 : Math.Clamp(_alone.All * 2, 1, AloneMax);
            _alone = (alone, alone);
            Swap();
        }

        _ = SendAsync();
    }

    /// <summary>Ends the wire, behind what is being sent; what the peer does not take is not waited for.</summary>
    public void Close()
    {
        lock (gate)
        {
            _closes = true;
            if (_isSending && !_isWaiting)
            {
                return;
            }
        }

        wire.Dispose();
    }

    private void Swap() => (_pending, _sending) = (_sending, _pending);

    private async Task SendAsync()
    {
        try
        {
            do
            {
                var write = wire.WriteAsync(_sending.Written).AsTask();
                if (!write.IsCompleted && !MayWait())
                {
                    return;
                }

                await write.ConfigureAwait(false);
            }
            while (Next());
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException
            or InvalidOperationException)
        {
            Stop();
            fail(broken);
        }
    }

    /// <summary>Nothing is sent any more: whoever closes the wire need not wait for that.</summary>
    private void Stop()
    {
        lock (gate)
        {
            _isWaiting = true;
        }
    }

    private bool MayWait()
    {
        lock (gate)
        {
            _isWaiting = true;
            if (!_closes)
            {
                return true;
            }
        }

        wire.Dispose();
        return false;
    }

    private bool Next()
    {
        lock (gate)
        {
            _sending.Clear();
            _isSending = _isWaiting = false;
            if (Begin() || !_closes)
            {
                return _isSending;
            }
        }

        wire.Dispose();
        return false;
    }
}
