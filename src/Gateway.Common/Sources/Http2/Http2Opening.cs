using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Gateway.Common.Sources.Credentials;

namespace Gateway.Common.Sources.Http2;

/// <summary>Opens connections: TCP, TLS where the address wants it, and both sides' first words.</summary>
/// <remarks>
/// In clear text HTTP/2 is spoken because it is known that the source does; over TLS it is agreed upon. All of it has
/// <see cref="SourceTransportOptions.ConnectTimeout"/>. Source: RFC 9113 §3.
/// </remarks>
internal sealed class Http2Opening(SourceTransportOptions options, TimeProvider time)
{
    private readonly SslClientAuthenticationOptions? _tls =
        options.Address.Scheme == Uri.UriSchemeHttps ? TlsOf(options) : null;

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
            wire = _tls is null ? wire : await SecureAsync(wire, _tls, either.Token).ConfigureAwait(false);
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
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> SecureAsync(
        Stream wire, SslClientAuthenticationOptions tls, CancellationToken cancellationToken)
    {
        var secure = new SslStream(wire);
        try
        {
            await secure.AuthenticateAsClientAsync(tls, cancellationToken).ConfigureAwait(false);
            return secure.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2
                ? secure
                : throw new IOException("The source does not agree to speak HTTP/2.");
        }
        catch (Exception failed)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw failed is System.Security.Authentication.AuthenticationException
                ? new IOException(failed.Message, failed)
                : failed;
        }
    }

    private static SslClientAuthenticationOptions TlsOf(SourceTransportOptions options)
    {
        var tls = TlsSettings.Of(options.Tls);
        tls.TargetHost = options.Address.IdnHost;
        tls.ApplicationProtocols = [SslApplicationProtocol.Http2];
        tls.AllowRenegotiation = false;
        return tls;
    }
}
