using System.Security.Authentication;
using Gateway.Common.Configuration;
using Gateway.Common.Primitives;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Gateway.Common.Hosting;

/// <summary>How the server listens.</summary>
internal static class HostServer
{
    /// <summary>
    /// The runtime's own name for: how many arrays of a length its shared pool keeps for each core. It is read once,
    /// when the process rents its first array.
    /// </summary>
    public const string PooledArraysVariable = "DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION";

    private const string PooledArrays = "256";

    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Lets requests run where their bytes arrive, a fifth less CPU than handing them on: nothing of ours blocks a
    /// thread, and documents are prepared elsewhere (<see cref="Pipeline.OperationCache"/>). Lets the shared pool keep
    /// the arrays of as many requests as are often on their way at once: it would make new ones for the rest. What the
    /// environment says is stronger.
    /// </summary>
    public static void TuneRuntime()
    {
        SetDefault(SocketThreads.Variable, "1");
        SetDefault(PooledArraysVariable, PooledArrays);
    }

    private static void SetDefault(string variable, string value)
    {
        if (Environment.GetEnvironmentVariable(variable) is null)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }
    }

    public static void Configure(WebApplicationBuilder application, GatewayOptions options, TimeProvider time)
    {
        var makesCertificate = options.IsDevelopment && application.Configuration["urls"] is { } urls
            && urls.Contains("https://", StringComparison.OrdinalIgnoreCase);
        // Nothing of ours blocks a thread, so a request may run where its bytes arrived.
        application.WebHost.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
        application.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = options.Limits.Admitted.BodyBytesMax;
            server.Limits.RequestHeadersTimeout = HeadersTimeout;

            // Protocols stay the server's own choice: HTTP/1.1, and HTTP/2 where TLS can negotiate it. Asked for by
            // name, HTTP/2 is warned about on every plain address.
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
