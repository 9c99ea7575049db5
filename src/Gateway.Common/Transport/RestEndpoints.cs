using Gateway.Common.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Gateway.Common.Transport;

/// <summary>Maps the REST endpoints, their contracts and the page that shows these.</summary>
/// <remarks>
/// One route stands for all paths under a version, since the endpoints change with a reload; a host's own routes are
/// more exact and go before it.
/// </remarks>
internal static class RestEndpoints
{
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'";

    public static void Map(
        IEndpointRouteBuilder routes, RestHandler handler, Func<PublishedEndpoints> published, RestHttpOptions options)
    {
        var pattern = RoutePatternFactory.Parse(
            "/{version}/{**path}",
            defaults: null,
            parameterPolicies: new RouteValueDictionary { ["version"] = new VersionConstraint() });
        routes.Map(pattern, handler.HandleAsync).WithMetadata(RestHandler.Access);

        var access = options.ProtectsDocs ? EndpointAccess.Caller("GET", "HEAD") : EndpointAccess.Public("GET", "HEAD");
        foreach (var path in (string[])["/docs", "/docs/{file}", "/openapi/{file}"])
        {
            routes.Map(path, context => WriteAsync(context, published())).WithMetadata(access);
        }
    }

    private static Task WriteAsync(HttpContext context, PublishedEndpoints published)
    {
        if (published.Find(context.Request.Path.Value ?? "") is not { } file)
        {
            return ErrorAnswer.WriteAsync(context, 404, TransportErrorCodes.NotFound, "Nothing is served here.");
        }

        var response = context.Response;
        response.Headers.ContentSecurityPolicy = PagePolicy;
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = file.EntityTag.Value;
        if (file.EntityTag.IsMatchedBy(context.Request.Headers.IfNoneMatch.ToString()))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = file.MediaType;
        response.ContentLength = file.Body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(file.Body, context.RequestAborted).AsTask();
    }

    /// <summary>Lets only a version, such as <c>v1</c>, be the first segment.</summary>
    private sealed class VersionConstraint : IRouteConstraint
    {
        public bool Match(
            HttpContext? httpContext,
            IRouter? route,
            string routeKey,
            RouteValueDictionary values,
            RouteDirection routeDirection) =>
            values.TryGetValue(routeKey, out var value) && value is string text && PathTemplate.IsVersion(text);
    }
}
