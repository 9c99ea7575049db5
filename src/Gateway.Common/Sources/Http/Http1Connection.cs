using System.Net;
using System.Net.Sockets;

namespace Gateway.Common.Sources.Http;

/// <summary>One connection in clear text to a source; one exchange at a time.</summary>
internal sealed class Http1Connection : IDisposable
{
    private readonly Socket _socket;

    private Http1Connection(Socket socket, long openedAt)
    {
        _socket = socket;
        OpenedAt = openedAt;
        Reader = new ResponseReader(this);
    }

    public ResponseReader Reader { get; }

    /// <summary>Timestamp of the clock that the pool goes by.</summary>
    public long OpenedAt { get; }

    /// <summary>When it last came back to the pool.</summary>
    public long IdleSince { get; set; }

    /// <exception cref="IOException">No connection within the time.</exception>
    /// <exception cref="SocketException">Refused, or no such host.</exception>
    public static async ValueTask<Http1Connection> OpenAsync(
        DnsEndPoint address, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var patience = new CancellationTokenSource(timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            await socket.ConnectAsync(address, either.Token).ConfigureAwait(false);
            return new Http1Connection(socket, time.GetTimestamp());
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new IOException($"No connection within {timeout}.", late);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            var sent = await _socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false);
            bytes = bytes[sent..];
        }
    }

    /// <returns>0 when the other side has ended.</returns>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);

    public void Dispose()
    {
        _socket.Dispose();
        Reader.Abandon();
    }
}
