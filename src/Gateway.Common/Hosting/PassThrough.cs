using System.Net;
using Gateway.Common.Configuration;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.RateLimiting;
using Gateway.Common.Telemetry;
using Gateway.Common.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Common.Hosting;

/// <summary>
/// Routes that YARP passes through to a source, under the same guards and the same limit as all others.
/// </summary>
internal sealed class PassThrough(
    IHttpForwarder forwarder, GatewayOptions options, RateLimiter? limiter, ReplyWriter writer) : IDisposable
{
    private const string SourceUnavailable = "SOURCE_UNAVAILABLE";
    private const string SourceTimeout = "SOURCE_TIMEOUT";

    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        AutomaticDecompression = DecompressionMethods.None,
    });

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var proxy in options.Proxies)
        {
            var source = options.Sources.First(source => source.Name == proxy.Source);
            var address = source.Url!.AbsoluteUri.TrimEnd('/');
            var transformer = new PassThroughTransformer(
                address,
                proxy.Target,
                [.. TracingHeaders.All, .. TracingHeaders.Except(source.ForwardHeaders)]);
            routes.Map(proxy.Path, context => ForwardAsync(context, address, transformer))
                .WithMetadata(EndpointAccess.Caller("GET", "HEAD"));
        }
    }

    public void Dispose() => _invoker.Dispose();

    private async Task ForwardAsync(HttpContext context, string address, HttpTransformer transformer)
    {
        if (limiter is not null)
        {
            var decision = limiter.TryAcquire(RequestContext.Of(context).Caller.PartitionKey);
            writer.SetLimit(context.Response, decision);
            if (!decision.IsAllowed)
            {
                await ErrorAnswer.WriteAsync(
                    context, 429, RequestErrorCodes.RateLimited, "Too many requests; see Retry-After.")
                    .ConfigureAwait(false);
                return;
            }
        }

        var request = new ForwarderRequestConfig { ActivityTimeout = options.Deadline };
        var error = await forwarder.SendAsync(context, address, _invoker, request, transformer).ConfigureAwait(false);
        if (error != ForwarderError.None && !context.Response.HasStarted)
        {
            var isLate = error == ForwarderError.RequestTimedOut;
            await ErrorAnswer.WriteAsync(
                context, isLate ? 504 : 503, isLate ? SourceTimeout : SourceUnavailable, "A source did not answer.")
                .ConfigureAwait(false);
        }
    }
}

/// <summary>
/// Sends no header but those that a picture or file needs and those that the source's settings name; lets no header
/// back that sets state in the client.
/// </summary>
internal sealed class PassThroughTransformer(string address, string target, IReadOnlyList<string> forwarded)
    : HttpTransformer
{
    private static readonly string[] RequestHeaders =
        ["Accept", "Accept-Encoding", "Accept-Language", "If-Modified-Since", "If-None-Match", "Range"];

    private static readonly string[] ResponseHeaders =
    [
        "Accept-Ranges", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language",
        "Content-Length", "Content-Range", "Content-Type", "ETag", "Last-Modified", "Vary",
    ];

    public override ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix,
        CancellationToken cancellationToken)
    {
        foreach (var name in RequestHeaders)
        {
            var values = httpContext.Request.Headers[name];
            if (values.Count > 0)
            {
                proxyRequest.Headers.TryAddWithoutValidation(name, values.ToString());
            }
        }

        var request = RequestContext.Of(httpContext);
        foreach (var name in forwarded)
        {
            if (request.FindHeader(name) is { } value)
            {
                proxyRequest.Headers.TryAddWithoutValidation(name, value);
            }
        }

        proxyRequest.RequestUri = new Uri(address + Target(httpContext.Request.RouteValues));
        proxyRequest.Headers.Host = null;
        return ValueTask.CompletedTask;
    }

    public override ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            return new(false);
        }

        var headers = httpContext.Response.Headers;
        httpContext.Response.StatusCode = (int)proxyResponse.StatusCode;
        foreach (var name in ResponseHeaders)
        {
            if (proxyResponse.Headers.TryGetValues(name, out var values)
                || proxyResponse.Content.Headers.TryGetValues(name, out values))
            {
                headers[name] = values.ToArray();
            }
        }

        return new(true);
    }

    /// <summary>Parameters are escaped as a whole, so that none of them can leave its segment.</summary>
    private string Target(RouteValueDictionary values)
    {
        var path = target;
        foreach (var (name, value) in values)
        {
            var text = value as string ?? "";
            var escaped = text is "." or ".." ? "%2E" : Uri.EscapeDataString(text);
            path = path.Replace($"{{{name}}}", escaped, StringComparison.OrdinalIgnoreCase);
        }

        return path;
    }
}
