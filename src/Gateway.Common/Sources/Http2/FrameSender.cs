using System.Net.Sockets;

namespace Gateway.Common.Sources.Http2;

/// <summary>Sends what anybody appended: who finds nobody sending does so for all, in one piece.</summary>
/// <param name="wire">Takes one write at a time.</param>
/// <param name="gate">Guards what is pending.</param>
/// <param name="fail">Told when nothing can be sent any more.</param>
internal sealed class FrameSender(Stream wire, Lock gate, Action<Exception> fail)
{
    private FrameBuffer _pending = new();
    private FrameBuffer _sending = new();
    private bool _isSending;

    /// <summary>Where frames are appended; only under the lock.</summary>
    public FrameBuffer Pending => _pending;

    /// <summary>To be asked under the lock when something was appended.</summary>
    /// <returns>Whether the caller is to call <see cref="Send"/> when it has left the lock.</returns>
    public bool Begin()
    {
        if (_isSending || _pending.Length == 0)
        {
            return false;
        }

        _isSending = true;
        (_pending, _sending) = (_sending, _pending);
        return true;
    }

    /// <summary>Sends all there is. Seldom waits: then it goes on by itself, and the caller does not.</summary>
    public void Send() => _ = SendAsync();

    private async Task SendAsync()
    {
        try
        {
            do
            {
                await wire.WriteAsync(_sending.Written).ConfigureAwait(false);
            }
            while (Next());
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException
            or InvalidOperationException)
        {
            fail(broken);
        }
    }

    private bool Next()
    {
        lock (gate)
        {
            _sending.Clear();
            _isSending = false;
            return Begin();
        }
    }
}
