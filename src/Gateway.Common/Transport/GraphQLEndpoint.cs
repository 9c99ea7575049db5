using System.Text;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gateway.Common.Transport;

/// <summary><c>/graphql</c>: GraphQL over HTTP.</summary>
/// <remarks>Source: GraphQL over HTTP.</remarks>
internal sealed class GraphQLEndpoint(
    RequestPipeline pipeline, GraphQLHttpOptions options, ReplyWriter writer, TimeProvider time)
{
    public const string Path = "/graphql";

    public static EndpointAccess Access { get; } = EndpointAccess.Caller("GET", "POST") with { SpeaksGraphQL = true };

    public Task HandleAsync(HttpContext context)
    {
        if (GraphQLMedia.Negotiate(context.Request.Headers.Accept) is not { } media)
        {
            return ErrorAnswer.WriteAsync(
                context, 406, TransportErrorCodes.NotAcceptable,
                "Answers are application/graphql-response+json or application/json.");
        }

        if (HttpMethods.IsGet(context.Request.Method))
        {
            return GetAsync(context, media);
        }

        return GraphQLMedia.IsJsonBody(context.Request.ContentType)
            ? PostAsync(context, media)
            : ErrorAnswer.WriteAsync(
                context, 415, TransportErrorCodes.MediaTypeUnsupported, "Bodies are application/json in UTF-8.");
    }

    private async Task PostAsync(HttpContext context, GraphQLMedia media)
    {
        using var body = new PooledBytes();
        using var scratch = new PooledBytes();
        if (await RequestBody.ReadAsync(context, options.BodyBytesMax, body).ConfigureAwait(false) is { } refusal)
        {
            options.Ledger?.CountRefused(RequestError.Of(refusal.Code, refusal.Status, refusal.Message));
            await ErrorAnswer.WriteAsync(context, refusal.Status, refusal.Code, refusal.Message).ConfigureAwait(false);
            return;
        }

        if (body.Length > options.BodyBytesWatched)
        {
            options.Ledger?.CountWarned([TransportErrorCodes.BodyTooLarge], RequestContext.Of(context).CorrelationId);
        }

        if (GraphQLRequestReader.Read(body.Memory, scratch, out var parameters) is { } problem)
        {
            await ErrorAnswer.WriteAsync(context, 400, problem.Code, problem.Message).ConfigureAwait(false);
            return;
        }

        await RunAsync(context, media, parameters, isReadOnly: false).ConfigureAwait(false);
    }

    private Task GetAsync(HttpContext context, GraphQLMedia media)
    {
        if (ReadQuery(context.Request.Query, out var parameters) is { } problem)
        {
            return ErrorAnswer.WriteAsync(context, 400, problem.Code, problem.Message);
        }

        if (parameters.DocumentId is null && !parameters.Query.IsEmpty && !options.AllowsQueryInUrl)
        {
            context.Response.Headers.Allow = "POST";
            return ErrorAnswer.WriteAsync(
                context, 405, TransportErrorCodes.MethodNotAllowed, "GET takes a documentId; send a document by POST.");
        }

        return RunAsync(context, media, parameters, isReadOnly: true);
    }

    private async Task RunAsync(HttpContext context, GraphQLMedia media, GraphQLParameters parameters, bool isReadOnly)
    {
        var guarded = RequestContext.Of(context);
        var request = new GatewayRequest
        {
            Caller = guarded.Caller,
            ClientAddress = context.Connection.RemoteIpAddress?.ToString() ?? "",
            DocumentId = parameters.DocumentId,
            Document = parameters.Query,
            OperationName = parameters.OperationName,
            Variables = parameters.Variables,
            IsReadOnly = isReadOnly,
            CorrelationId = guarded.CorrelationId,
            Deadline = CallDeadline.After(time, options.Deadline),
            FindHeader = guarded.FindHeader,
        };
        using var reply = await pipeline.RunAsync(request, context.RequestAborted).ConfigureAwait(false);
        await writer.WriteGraphQLAsync(context, reply, media).ConfigureAwait(false);
    }

    private static ParameterRefusal? ReadQuery(IQueryCollection query, out GraphQLParameters parameters)
    {
        parameters = default;
        foreach (var (name, values) in query)
        {
            if (name is not ("query" or "operationName" or "variables" or "documentId" or "extensions"))
            {
                continue;
            }

            if (values.Count != 1)
            {
                return ParameterRefusal.Of(name, "given once");
            }

            if (ReadOne(name, values, ref parameters) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static ParameterRefusal? ReadOne(string name, StringValues values, ref GraphQLParameters parameters)
    {
        var value = values[0] ?? "";
        switch (name)
        {
            case "query":
                parameters.Query = Encoding.UTF8.GetBytes(value);
                break;
            case "operationName":
                parameters.OperationName = value.Length == 0 ? null : value;
                break;
            case "documentId":
                parameters.SetDocumentId(value);
                break;
            default:
                return ReadJson(name, value, ref parameters);
        }

        return null;
    }

    /// <summary>What is JSON goes through the reader of bodies, so that both ways judge alike.</summary>
    private static ParameterRefusal? ReadJson(string name, string value, ref GraphQLParameters parameters)
    {
        using var scratch = new PooledBytes();
        var body = Encoding.UTF8.GetBytes($"{{\"{name}\":{value}}}");
        if (value.Length == 0)
        {
            return null;
        }

        if (GraphQLRequestReader.Read(body, scratch, out var read) is not null)
        {
            return ParameterRefusal.Of(name, "a JSON object");
        }

        if (name == "variables")
        {
            parameters.Variables = read.Variables;
        }
        else if (read.DocumentId is not null)
        {
            parameters.SetDocumentId(read.DocumentId);
        }

        return null;
    }
}
