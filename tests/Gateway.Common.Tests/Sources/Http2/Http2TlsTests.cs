using System.Net;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;
using Gateway.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Tests.Sources.Http2;

/// <summary>HTTP/2 that both sides agree upon over TLS.</summary>
public sealed class Http2TlsTests
{
    [Theory]
    [InlineData(HttpProtocols.Http2, true, "200 application/grpc HTTP/2 https 0")]
    [InlineData(HttpProtocols.Http1AndHttp2, true, "200 application/grpc HTTP/2 https 0")]
    [InlineData(HttpProtocols.Http1, true, "Unavailable")]
    [InlineData(HttpProtocols.Http2, false, "Unavailable")]
    public async Task A_source_is_called_that_is_trusted_and_speaks_it(
        HttpProtocols protocols, bool isTrusted, string expected)
    {
        using var authority = TestCertificates.Authority("CN=roots");
        using var certificate = TestCertificates.Issue(authority, "CN=server");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            listen.UseHttps(certificate);
        }));
        await using var server = builder.Build();
        server.Run(static async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.WriteAsync($"{context.Request.Protocol} {context.Request.Scheme}");
            context.Response.AppendTrailer("grpc-status", "0");
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var transport = new SourceTransport(
            new SourceTransportOptions
            {
                Name = "s",
                Address = new Uri(server.Urls.First()),
                Tls = new SourceTlsOptions { Authorities = isTrusted ? [authority] : [] },
                ConnectTimeout = TimeSpan.FromSeconds(20),
            },
            new ResilienceOptions
            {
                TryTimeout = TimeSpan.FromSeconds(30),
                Retry = new RetryOptions { TriesMax = 1 },
            },
            TimeProvider.System);

        Assert.Equal(expected, await Http2Calls.AskAsync(transport));
    }
}
