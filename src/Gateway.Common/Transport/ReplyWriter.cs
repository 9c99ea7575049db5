using System.Globalization;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.RateLimiting;
using Gateway.Common.Primitives;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>Headers, status and bytes of a reply.</summary>
internal sealed class ReplyWriter(bool usesDraftStatus, RateLimiter? limiter, CompressionOptions compression)
{
    /// <summary>What the request was estimated to cost; sent in Development only.</summary>
    private const string CostHeader = "X-Cost-Estimate";

    private const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    private CostText? _lastCost;

    private readonly AnswerCompression _compression = new(compression);

    private readonly LimitHeaders? _limit = limiter is null ? null : new LimitHeaders(limiter);

    public Task WriteGraphQLAsync(HttpContext context, GatewayReply reply, GraphQLMedia media)
    {
        SetHeaders(context.Response, reply);
        context.Response.StatusCode = Status(reply, media);
        return WriteAsync(context, reply.Body, media);
    }

    /// <summary>An array of answers in the order of the requests; nobody may store it.</summary>
    /// <remarks>The status is the one that all of them have, else 200: each says by itself how it went.</remarks>
    public async Task WriteBatchAsync(HttpContext context, IReadOnlyList<GatewayReply> replies, GraphQLMedia media)
    {
        using var body = new PooledBytes();
        body.Write((byte)'[');
        var status = Status(replies[0], media);
        for (var index = 0; index < replies.Count; index++)
        {
            if (index > 0)
            {
                body.Write((byte)',');
            }

            body.Write(replies[index].Body.Span);
            status = status == Status(replies[index], media) ? status : StatusCodes.Status200OK;
        }

        body.Write((byte)']');
        if (replies[^1].RateLimit is { } decision)
        {
            SetLimit(context.Response, decision);
        }

        context.Response.StatusCode = status;
        await WriteAsync(context, body.Memory, media).ConfigureAwait(false);
    }

    private async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body, GraphQLMedia media)
    {
        using var compressed = _compression.Compress(context, body.Span);
        body = compressed?.Memory ?? body;
        var response = context.Response;
        response.ContentType = media.ContentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="AnswerCompression.Compress"/>
    public PooledBytes? Compress(HttpContext context, ReadOnlySpan<byte> body) => _compression.Compress(context, body);

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
            headers[CostHeader] = TextOf(cost);
        }

        if (reply.Kind == ReplyKind.Executed && reply.CachePolicy.IsStorable)
        {
            headers.CacheControl = reply.CachePolicy.ToHeaderValue(reply.CachedFor ?? reply.CachePolicy.MaxAge);
            headers.Append("Vary", "Accept, Authorization, Cookie");
        }

        if (reply.Status == StatusCodes.Status405MethodNotAllowed)
        {
            headers.Allow = "POST";
        }
    }

    /// <remarks>The last one is kept: requests of one operation come together.</remarks>
    private string TextOf(double cost)
    {
        if (_lastCost is not { } last || last.Cost != cost)
        {
            _lastCost = last = new CostText(cost, cost.ToString("0.##", CultureInfo.InvariantCulture));
        }

        return last.Text;
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

        // Without a document it is no well-formed request at all.
        if (reply.Status != StatusCodes.Status400BadRequest || reply.Code == RequestErrorCodes.DocumentMissing)
        {
            return reply.Status;
        }

        return media.IsJson ? StatusCodes.Status200OK
            : usesDraftStatus && reply.Code != ParseFailed ? StatusCodes.Status422UnprocessableEntity
            : reply.Status;
    }

    private sealed record CostText(double Cost, string Text);
}
