using Gateway.Bench.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Bench.Protocols;

/// <summary>Serves the items from memory: REST and SOAP on one port, gRPC on another.</summary>
internal static class ItemsBackend
{
    public const string Command = "serve-items";

    public const string GrpcPath = "/items.v1.Items/GrpcItems";

    public static async Task<int> ServeAsync()
    {
        await using var plain = await StartAsync(HttpProtocols.Http1, app =>
        {
            app.MapGet("/rest/items", context => AnswerAsync(context, "application/json", ItemsData.Json));
            app.MapPost("/soap", context => AnswerAsync(context, "text/xml; charset=utf-8", ItemsData.Xml));
        });
        await using var grpc = await StartAsync(HttpProtocols.Http2, app => app.MapPost(GrpcPath, context =>
        {
            context.Response.AppendTrailer("grpc-status", "0");
            return AnswerAsync(context, "application/grpc", ItemsData.Grpc);
        }));
        Console.WriteLine($"{plain.Urls.Single()} {grpc.Urls.Single()}");
        await ChildProcess.ServeUntilParentEndsAsync();
        return 0;
    }

    private static async Task<WebApplication> StartAsync(HttpProtocols protocols, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return app;
    }

    private static async Task AnswerAsync(HttpContext context, string contentType, byte[] body)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(body);
    }
}
