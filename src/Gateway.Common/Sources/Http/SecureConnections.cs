using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Gateway.Common.Sources.Credentials;

namespace Gateway.Common.Sources.Http;

/// <summary>TLS to one source: its certificate is checked, its host named, one protocol agreed upon.</summary>
internal sealed class SecureConnections
{
    private readonly SslClientAuthenticationOptions _options;
    private readonly SslApplicationProtocol _protocol;

    public SecureConnections(SourceTransportOptions options, SslApplicationProtocol protocol)
    {
        _protocol = protocol;
        _options = TlsSettings.Of(options.Tls);
        _options.TargetHost = options.Address.IdnHost;
        _options.ApplicationProtocols = [protocol];

        // Older servers ask for a client's certificate only when they know what is asked for. Source: RFC 9113 §9.2.1.
        _options.AllowRenegotiation = protocol == SslApplicationProtocol.Http11;
    }

    /// <returns>Owns the socket.</returns>
    /// <exception cref="IOException">No trust, or another protocol.</exception>
    public async Task<SslStream> OpenAsync(Socket socket, CancellationToken cancellationToken)
    {
        var secure = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await secure.AuthenticateAsClientAsync(_options, cancellationToken).ConfigureAwait(false);
            return IsAgreed(secure.NegotiatedApplicationProtocol)
                ? secure
                : throw new IOException($"The source does not agree to speak {_protocol}.");
        }
        catch (AuthenticationException refused)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw new IOException(refused.Message, refused);
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A server that agrees upon nothing speaks HTTP/1.1. Source: RFC 7301 §3.2, RFC 9113 §3.2.</summary>
    private bool IsAgreed(SslApplicationProtocol protocol) => protocol == _protocol
        || (protocol.Protocol.IsEmpty && _protocol == SslApplicationProtocol.Http11);
}
