using System.Runtime.CompilerServices;
using Gateway.Common.Endpoints;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Common.Transport;

/// <summary>Serves the module Endpoints: finds the operation of a path, and writes its answer.</summary>
internal sealed class RestHandler(
    Func<PublishedEndpoints> published,
    EndpointRunner runner,
    RestHttpOptions options,
    ReplyWriter writer,
    TimeProvider time)
{
    /// <summary>What answers depend on besides the URL.</summary>
    private const string Vary = "Authorization, X-Api-Key, Cookie";

    /// <summary>Methods are the endpoints' own: an unknown one is answered here with what the path allows.</summary>
    public static EndpointAccess Access { get; } = new(NeedsCaller: true);

    public async Task HandleAsync(HttpContext context)
    {
        using var answer = await AnswerAsync(context).ConfigureAwait(false);
        await WriteAsync(context, answer).ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PooledTaskBuilder<>))]
    private async ValueTask<EndpointAnswer> AnswerAsync(HttpContext context)
    {
        var match = published().Table.Match(context.Request.Method, context.Request.Path.Value ?? "");
        if (match.Endpoint is not { } endpoint)
        {
            return match.Allow is null
                ? Refuse(context, EndpointErrorCodes.RouteUnknown)
                : Refuse(context, EndpointErrorCodes.MethodNotAllowed, $"The path has {match.Allow}.", match.Allow);
        }

        if (!RestMedia.AcceptsJson(context.Request.Headers.Accept))
        {
            return Refuse(context, EndpointErrorCodes.NotAcceptable);
        }

        if (endpoint.HasBody && HasBody(context) && !GraphQLMedia.IsJsonBody(context.Request.ContentType))
        {
            return Refuse(context, EndpointErrorCodes.MediaTypeUnsupported);
        }

        using var body = new PooledBytes();
        if (endpoint.HasBody
            && await RequestBody.ReadAsync(context, options.BodyBytesMax, options.DecompressionRatioMax, body)
                .ConfigureAwait(false) is { } refusal)
        {
            return Refuse(context, refusal.Code, refusal.Message);
        }

        var input = new EndpointInput(match.PathValues, ReadQuery(context.Request), body.Memory);
        return await runner.RunAsync(endpoint, input, CallOf(context), context.RequestAborted).ConfigureAwait(false);
    }

    private EndpointCall CallOf(HttpContext context)
    {
        var guarded = RequestContext.Of(context);
        return new EndpointCall
        {
            Caller = guarded.Caller,
            ClientAddress = context.Connection.RemoteIpAddress?.ToString() ?? "",
            CorrelationId = guarded.CorrelationId,
            Deadline = CallDeadline.After(time, options.Deadline),
            Trace = guarded.Trace,
            FindHeader = guarded.FindHeader,
            IfNoneMatch = context.Request.Headers.IfNoneMatch.ToString(),
        };
    }

    private async Task WriteAsync(HttpContext context, EndpointAnswer answer)
    {
        var response = context.Response;
        if (answer.Reply is { } reply)
        {
            writer.SetHeaders(response, reply);
        }

        response.StatusCode = answer.Status;
        var headers = response.Headers;
        headers.CacheControl = answer.CacheControl;
        headers.Append("Vary", Vary);
        SetIfAny("Bff-Partial", answer.Partial);
        SetIfAny("Allow", answer.Allow);
        using var compressed = MayCompress(context) ? writer.Compress(context, answer.Body.Span) : null;
        SetIfAny("ETag", compressed is null ? answer.EntityTag?.Value : answer.EntityTag?.WeakValue);
        if (answer.Status == StatusCodes.Status304NotModified)
        {
            return;
        }

        response.ContentType = answer.MediaType;
        var body = compressed?.Memory ?? answer.Body;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }

        void SetIfAny(string name, string? value)
        {
            if (value is not null)
            {
                headers[name] = value;
            }
        }
    }

    /// <summary>Not a session's: a page elsewhere can have the browser ask, and guess by lengths.</summary>
    private static bool MayCompress(HttpContext context) =>
        RequestContext.Of(context).Caller.Scheme != IdentitySchemes.Session;

    private static bool HasBody(HttpContext context) =>
        context.Request.ContentLength is > 0 || context.Request.Headers.TransferEncoding.Count > 0
        || context.Request.ContentType is not null;

    /// <summary>One more than is allowed is enough to be refused for.</summary>
    private static List<QueryParameter> ReadQuery(HttpRequest request)
    {
        var query = new List<QueryParameter>();
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            if (query.Count > EndpointInput.QueryParametersMax)
            {
                break;
            }

            query.Add(new QueryParameter(pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
        }

        return query;
    }

    private static EndpointAnswer Refuse(
        HttpContext context, string code, string? detail = null, string? allow = null) =>
        EndpointAnswer.Of(
            EndpointProblem.Of(code, detail), RequestContext.Of(context).CorrelationId, reply: null, allow);
}
