using System.Net;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>Answers every call with bytes as they are: what no decent server would send.</summary>
internal sealed class RawGrpcServer(WebApplication application) : IAsyncDisposable
{
    /// <param name="head">Sets the answer's headers.</param>
    /// <param name="body">Sent as it is; empty: the status UNIMPLEMENTED in the headers.</param>
    public static async Task<RawGrpcServer> StartAsync(Action<HttpResponse> head, byte[] body, string status = "0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2));
        var application = builder.Build();
        application.Run(async context =>
        {
            context.Response.ContentType = "application/grpc";
            if (body.Length == 0)
            {
                context.Response.Headers["grpc-status"] = "12";
                return;
            }

            head(context.Response);
            await context.Response.Body.WriteAsync(body);
            context.Response.AppendTrailer("grpc-status", status);
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new RawGrpcServer(application);
    }

    public SourceTransport Connect() => new(
        new SourceTransportOptions { Name = "raw", Address = new Uri(application.Urls.First()) },
        new ResilienceOptions { TryTimeout = TimeSpan.FromMinutes(1) },
        TimeProvider.System);

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
