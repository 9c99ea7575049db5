using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Gateway.Common.Sources.Http;

/// <summary>One connection to a source; one exchange at a time.</summary>
internal sealed class Http1Connection : IDisposable
{
    private readonly Socket _socket;
    private readonly SslStream? _secure;

    private Http1Connection(Socket socket, SslStream? secure, long openedAt)
    {
        _socket = socket;
        _secure = secure;
        OpenedAt = openedAt;
        Reader = new ResponseReader(this);
    }

    public ResponseReader Reader { get; }

    /// <summary>Timestamp of the clock that the pool goes by.</summary>
    public long OpenedAt { get; }

    /// <summary>When it last came back to the pool.</summary>
    public long IdleSince { get; set; }

    /// <param name="address">Of the source.</param>
    /// <param name="security">Null for clear text.</param>
    /// <param name="timeout">For all of it.</param>
    /// <param name="time">Counts the time.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="IOException">No connection within the time, or no trust.</exception>
    /// <exception cref="SocketException">Refused, or no such host.</exception>
    public static async ValueTask<Http1Connection> OpenAsync(
        DnsEndPoint address,
        SecureConnections? security,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var patience = new CancellationTokenSource(timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            await socket.ConnectAsync(address, either.Token).ConfigureAwait(false);
            var secure = security is null
                ? null
                : await security.OpenAsync(socket, either.Token).ConfigureAwait(false);
            return new Http1Connection(socket, secure, time.GetTimestamp());
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

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        bytes.IsEmpty ? default
        : _secure is null ? SendPlainAsync(bytes, cancellationToken)
        : _secure.WriteAsync(bytes, cancellationToken);

    private async ValueTask SendPlainAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            var sent = await _socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false);
            bytes = bytes[sent..];
        }
    }

    /// <returns>0 when the other side has ended.</returns>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) => _secure is null
        ? _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken)
        : _secure.ReadAsync(buffer, cancellationToken);

    public void Dispose()
    {
        if (_secure is null)
        {
            _socket.Dispose();
        }
        else
        {
            // Says good-bye, and closes the socket.
            _secure.Dispose();
        }

        Reader.Abandon();
    }
}
