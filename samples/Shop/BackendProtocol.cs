using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Shop;

/// <summary>What the shared middleware must know of a backend's protocol.</summary>
/// <param name="Http">HTTP version of the backend's port; without TLS a port speaks only one.</param>
/// <param name="ContentType">What a broken answer claims to be, see <see cref="FaultMode.Rubbish"/>.</param>
/// <param name="OperationName">Names a call for <see cref="CallCounter"/>; runs before the handler.</param>
public sealed record BackendProtocol(
    HttpProtocols Http,
    string ContentType,
    Func<HttpContext, ValueTask<string>> OperationName)
{
    /// <summary>JSON over HTTP/1.1; a call is named by method and route: <c>GET /products/{id}</c>.</summary>
    public static BackendProtocol Rest { get; } = new(HttpProtocols.Http1, "application/json", NameOfRoute);

    private static ValueTask<string> NameOfRoute(HttpContext context)
    {
        string route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
        return ValueTask.FromResult($"{context.Request.Method} {route}");
    }
}
