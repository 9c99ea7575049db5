using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Common.Transport;

/// <summary>Whether the process lives, and whether it can serve.</summary>
internal static class HealthEndpoints
{
    public const string LivePath = "/health/live";
    public const string ReadyPath = "/health/ready";

    private static readonly byte[] Live = "{\"status\":\"live\"}"u8.ToArray();
    private static readonly byte[] Ready = "{\"status\":\"ready\"}"u8.ToArray();

    /// <param name="routes">Where they are mapped.</param>
    /// <param name="findObstacle">A stable code that says why the host cannot serve; null when it can.</param>
    public static void Map(
        IEndpointRouteBuilder routes, Func<CancellationToken, ValueTask<string?>> findObstacle)
    {
        routes.Map(LivePath, context => WriteAsync(context, Live)).WithMetadata(EndpointAccess.Public("GET", "HEAD"));
        routes.Map(ReadyPath, context => ReadyAsync(context, findObstacle))
            .WithMetadata(EndpointAccess.Public("GET", "HEAD"));
    }

    private static async Task ReadyAsync(
        HttpContext context, Func<CancellationToken, ValueTask<string?>> findObstacle)
    {
        if (await findObstacle(context.RequestAborted).ConfigureAwait(false) is { } code)
        {
            await ErrorAnswer.WriteAsync(context, 503, code, "The host cannot serve yet.").ConfigureAwait(false);
            return;
        }

        await WriteAsync(context, Ready).ConfigureAwait(false);
    }

    private static Task WriteAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
