using Google.Protobuf;

namespace Shop.Grpc;

/// <summary>Maps gRPC methods onto routes of Kestrel, which must speak HTTP/2 without TLS on that port.</summary>
/// <remarks>Source: gRPC over HTTP/2: <c>POST /{package.Service}/{Method}</c>.</remarks>
internal static class GrpcEndpoints
{
    public const string AnyMethod = "/{service}/{method}";

    /// <summary>One message in, one out.</summary>
    public static void MapUnary<TRequest, TResponse>(
        this IEndpointRouteBuilder routes,
        string service,
        string method,
        MessageParser<TRequest> parser,
        Func<TRequest, TResponse> handle)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse> =>
        routes.MapCall($"/{service}/{method}", async call =>
        {
            var request = await call.ReadAsync(parser);
            await call.WriteAsync(handle(request));
        });

    /// <summary>One message in, many out.</summary>
    public static void MapServerStream<TRequest, TResponse>(
        this IEndpointRouteBuilder routes,
        string service,
        string method,
        MessageParser<TRequest> parser,
        Func<TRequest, CancellationToken, IAsyncEnumerable<TResponse>> handle)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse> =>
        routes.MapCall($"/{service}/{method}", async call =>
        {
            var request = await call.ReadAsync(parser);
            await foreach (var message in handle(request, call.Cancel))
            {
                await call.WriteAsync(message);
            }
        });

    /// <summary>Answers UNIMPLEMENTED for every service and method that is not mapped.</summary>
    public static void MapUnimplemented(this IEndpointRouteBuilder routes) =>
        routes.MapCall(AnyMethod, _ =>
            throw new GrpcException(GrpcStatus.Unimplemented, "There is no such service or method."));

    private static void MapCall(this IEndpointRouteBuilder routes, string path, Func<GrpcCall, Task> handle) =>
        routes.MapPost(path, context =>
        {
            if (IsGrpc(context.Request.ContentType))
            {
                return GrpcCall.RunAsync(context, handle);
            }

            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        });

    private static bool IsGrpc(string? contentType) =>
        contentType is "application/grpc" or "application/grpc+proto"
        || contentType?.StartsWith("application/grpc;", StringComparison.Ordinal) is true;
}
