using System.Security.Authentication;
using Gateway.Common.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Common.Hosting;

/// <summary>How the server listens.</summary>
internal static class HostServer
{
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    public static void Configure(WebApplicationBuilder application, GatewayOptions options, TimeProvider time)
    {
        var makesCertificate = options.IsDevelopment && application.Configuration["urls"] is { } urls
            && urls.Contains("https://", StringComparison.OrdinalIgnoreCase);
        application.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = options.Limits.BodyBytesMax;
            server.Limits.RequestHeadersTimeout = HeadersTimeout;
            server.ConfigureEndpointDefaults(listener => listener.Protocols = HttpProtocols.Http1AndHttp2);
            server.ConfigureHttpsDefaults(https =>
            {
                https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                if (makesCertificate)
                {
                    https.ServerCertificate ??= DevelopmentCertificate.GetOrMake(time);
                }
            });
        });
    }
}
