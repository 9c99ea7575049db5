using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Gateway.Common.Sources.Http;

namespace Gateway.Common.Sources.Http2;

/// <summary>Opens connections: TCP, TLS where the address wants it, and both sides' first words.</summary>
/// <remarks>
/// In clear text HTTP/2 is spoken because it is known that the source does; over TLS it is agreed upon. All of it has
/// <see cref="SourceTransportOptions.ConnectTimeout"/>. Source: RFC 9113 §3.
/// </remarks>
internal sealed class Http2Opening(SourceTransportOptions options, TimeProvider time)
{
    private readonly SecureConnections? _security = options.Address.Scheme == Uri.UriSchemeHttps
        ? new SecureConnections(options, SslApplicationProtocol.Http2)
        : null;

    /// <exception cref="IOException">No connection within the time, or not of HTTP/2.</exception>
    /// <exception cref="SocketException">Refused, or no such host.</exception>
    public async Task<Http2Connection> OpenAsync(Http2Pool pool, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        Stream? wire = null;
        Http2Connection? connection = null;
        try
        {
            wire = await ConnectAsync(either.Token).ConfigureAwait(false);
            connection = new Http2Connection(pool, wire, time);
            connection.Start();
            await connection.Ready.WaitAsync(either.Token).ConfigureAwait(false);
            return connection;
        }
        catch (Exception failed)
        {
            connection?.Dispose();
            if (wire is not null)
            {
                await wire.DisposeAsync().ConfigureAwait(false);
            }

            if (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new IOException($"No connection of HTTP/2 within {options.ConnectTimeout}.", failed);
            }

            throw;
        }
    }

    private async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var address = new DnsEndPoint(options.Address.IdnHost, options.Address.Port);
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return _security is null
                ? new NetworkStream(socket, ownsSocket: true)
                : await _security.OpenAsync(socket, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
