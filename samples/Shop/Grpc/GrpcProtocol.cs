using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Shop.Grpc;

/// <summary>How a gRPC backend is hosted: HTTP/2 without TLS, calls counted as <c>package.Service/Method</c>.</summary>
internal static class GrpcProtocol
{
    public static BackendProtocol Instance { get; } = new(HttpProtocols.Http2, "application/grpc", NameOfMethod);

    /// <summary>Lets a message be refused by its own bound and status, not by Kestrel's smaller one.</summary>
    public static void Configure(WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Limits.MaxRequestBodySize = 2 * MessageReader.MessageBytesMax);

    private static ValueTask<string> NameOfMethod(HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        return ValueTask.FromResult(route is null or GrpcEndpoints.AnyMethod ? "(no method)" : route[1..]);
    }
}
