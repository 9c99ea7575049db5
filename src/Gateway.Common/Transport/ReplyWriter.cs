using System.Globalization;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>Headers and status of a reply.</summary>
internal sealed class ReplyWriter(bool usesDraftStatus, RateLimiter? limiter)
{
    /// <summary>What the request was estimated to cost; sent in Development only.</summary>
    private const string CostHeader = "X-Cost-Estimate";

    private const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    private readonly LimitHeaders? _limit = limiter is null ? null : new LimitHeaders(limiter);

    public async Task WriteGraphQLAsync(HttpContext context, GatewayReply reply, GraphQLMedia media)
    {
        SetHeaders(context.Response, reply);
        var response = context.Response;
        response.StatusCode = Status(reply, media);
        response.ContentType = media.ContentType;
        response.ContentLength = reply.Body.Length;
        await response.BodyWriter.WriteAsync(reply.Body, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Limits, caching and allowed methods: the same for GraphQL and REST.</summary>
    public void SetHeaders(HttpResponse response, GatewayReply reply)
    {
        var headers = response.Headers;
        if (reply.RateLimit is { } decision)
        {
            SetLimit(response, decision);
        }

        if (reply.CostEstimate is { } cost)
        {
            headers[CostHeader] = cost.ToString("0.##", CultureInfo.InvariantCulture);
        }

        if (reply.Kind == ReplyKind.Executed && reply.CachePolicy.IsStorable)
        {
            headers.CacheControl = reply.CachePolicy.ToHeaderValue(reply.CachedFor ?? reply.CachePolicy.MaxAge);
            headers.Vary = "Accept, Authorization, Cookie";
        }

        if (reply.Status == StatusCodes.Status405MethodNotAllowed)
        {
            headers.Allow = "POST";
        }
    }

    public void SetLimit(HttpResponse response, in RateLimitDecision decision) => _limit?.Set(response, decision);

    /// <remarks>
    /// Source: GraphQL over HTTP, "application/json": a well-formed request whose document is wrong is answered with
    /// 200 there, so that older clients read the body.
    /// </remarks>
    private int Status(GatewayReply reply, GraphQLMedia media)
    {
        if (reply.Kind == ReplyKind.Executed)
        {
            return usesDraftStatus && reply.ErrorCount > 0 && !media.IsJson ? 294 : reply.Status;
        }

        if (reply.Status != StatusCodes.Status400BadRequest || reply.Code == RequestErrorCodes.DocumentMissing)
        {
            return reply.Status;
        }

        return media.IsJson ? StatusCodes.Status200OK
            : usesDraftStatus && reply.Code != ParseFailed ? StatusCodes.Status422UnprocessableEntity
            : reply.Status;
    }
}
