using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Shop.Reviews;

namespace Shop;

/// <summary>Reviews as a GraphQL subgraph at <c>POST /graphql</c>; <c>contracts/reviews.graphql</c>.</summary>
/// <remarks>A small interpreter, for the registry has no GraphQL server for .NET; without introspection.</remarks>
public static class ReviewsBackend
{
    private const string Path = "/graphql";
    private const string Json = "application/json";
    private const string GraphQLJson = "application/graphql-response+json";

    public static Task<Backend> StartAsync(BackendOptions options)
    {
        var resolvers = new ReviewsResolvers(new ReviewStore(options.Time));
        var protocol = new BackendProtocol(HttpProtocols.Http1, Json, NameAsync);
        return Backend.StartAsync(
            "reviews",
            options,
            configure: null,
            (app, _) => app.MapPost(Path, (HttpRequest request) => Answer(request, resolvers)),
            protocol);
    }

    // The body is read here, since what it asks for is the call's name; the handler finds it among the features.
    private static async ValueTask<string> NameAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (request.Path != Path || !HttpMethods.IsPost(request.Method) || !request.HasJsonContentType())
            return await BackendProtocol.Rest.OperationName(context);
        var read = new ReadRequest();
        context.Features.Set(read);
        try
        {
            using JsonDocument body = await JsonDocument.ParseAsync(request.Body, default, context.RequestAborted);
            read.Request = GraphQLRequest.Read(body.RootElement);
            return read.Request.CountedAs;
        }
        catch (GraphQLException error)
        {
            read.Error = error;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Not JSON, not a request, or half a surrogate pair in a string.
        }

        return "(invalid)";
    }

    private static IResult Answer(HttpRequest request, ReviewsResolvers resolvers)
    {
        if (request.HttpContext.Features.Get<ReadRequest>() is not { } read)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        bool modern = request.Headers.Accept.ToString().Contains(GraphQLJson, StringComparison.OrdinalIgnoreCase);
        string contentType = modern ? GraphQLJson : Json;
        if (read.Request is not null)
            return Results.Json(Executor.Run(read.Request, resolvers), contentType: contentType);

        // GraphQL over HTTP §6.4: an old client expects 200 for an error in the document, never for a broken body.
        int status = modern || read.Error is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        GraphQLException error = read.Error ?? new GraphQLException("The body is not a GraphQL request.");
        return Results.Json(new { errors = new[] { error.ToBody() } }, contentType: contentType, statusCode: status);
    }

    private sealed class ReadRequest
    {
        public GraphQLRequest? Request { get; set; }

        public GraphQLException? Error { get; set; }
    }
}
