using Gateway.Common.Configuration;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Common.Hosting;

/// <summary>How a host knows its callers, by its profile.</summary>
internal sealed class HostIdentity : IDisposable
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpMessageInvoker? _http;
    private readonly IssuerMetadataSource? _issuer;

    public HostIdentity(GatewayOptions options, IServiceCollection services, TimeProvider time)
    {
        if (options.IsOpen)
        {
            Authenticator = new OpenAuthenticator();
            return;
        }

        if (options.Profile == HostProfile.Partner)
        {
            Authenticator = new ApiKeyAuthenticator(new ApiKeyStore(options.ApiKeys, time), options.ApiKeys.Header);
            return;
        }

        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,

            // What the issuer answers serves many requests: it belongs to the trace of none.
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = ConnectionLifetime,
        });
        if (options.Profile == HostProfile.Mobile)
        {
            var jwt = options.Identity;
            _issuer = new IssuerMetadataSource(
                jwt.Authority, jwt.EffectiveIssuer, jwt.RequireHttpsMetadata, _http, time);
            services.AddAuthentication().AddGatewayJwtBearer(new JwtTokenValidator(jwt, _issuer, time));
            Authenticator = new BearerAuthenticator();
            return;
        }

        var login = options.Login;
        _issuer = new IssuerMetadataSource(
            login.Authority, login.EffectiveIssuer, login.RequireHttpsMetadata, _http, time);
        var endpoint = new OidcTokenEndpoint(login, _issuer, _http, time);
        var sessions = new SessionStore(options.Session, time);
        Authenticator = new SessionAuthenticator(
            new SessionAccess(options.Session, sessions, endpoint, time),
            login.PublicOrigin,
            options.Cors.Origins,
            options.Uploads.IsEnabled);
        Sessions = new SessionEndpoints(
            new LoginFlow(login, _issuer, endpoint, sessions, time), login.CallbackPath);
    }

    public ICallerAuthenticator Authenticator { get; }

    /// <summary>Null where callers have no sessions.</summary>
    public SessionEndpoints? Sessions { get; }

    /// <summary>A code when credentials cannot be checked yet; asks the issuer the first time.</summary>
    public async ValueTask<string?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ = _issuer is null ? null : await _issuer.GetAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (IssuerUnavailableException)
        {
            return AuthenticationCodes.IdentityUnavailable;
        }
    }

    public void Dispose() => _http?.Dispose();
}
