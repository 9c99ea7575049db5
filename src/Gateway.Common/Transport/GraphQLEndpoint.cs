using System.Runtime.CompilerServices;
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

    public static EndpointAccess Access { get; } =
        EndpointAccess.Caller("GET", "HEAD", "POST") with { SpeaksGraphQL = true };

    public Task HandleAsync(HttpContext context)
    {
        if (GraphQLMedia.Negotiate(context.Request.Headers.Accept) is not { } media)
        {
            return ErrorAnswer.WriteAsync(
                context, 406, TransportErrorCodes.NotAcceptable,
                "Answers are application/graphql-response+json or application/json.");
        }

        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return GetAsync(context, media);
        }

        if (options.Uploads.IsEnabled && GraphQLMedia.IsMultipartBody(context.Request.ContentType))
        {
            return PostFormAsync(context, media);
        }

        return GraphQLMedia.IsJsonBody(context.Request.ContentType)
            ? PostAsync(context, media).AsTask()
            : ErrorAnswer.WriteAsync(
                context, 415, TransportErrorCodes.MediaTypeUnsupported, "Bodies are application/json in UTF-8.");
    }

    /// <remarks>All that waits is awaited here: each frame that waits is paid for by every request.</remarks>
    [AsyncMethodBuilder(typeof(PooledTaskBuilder))]
    private async ValueTask PostAsync(HttpContext context, GraphQLMedia media)
    {
        using var body = new PooledBytes();
        using var scratch = new PooledBytes();
        if (await RequestBody.ReadAsync(context, options.BodyBytesMax, options.DecompressionRatioMax, body)
            .ConfigureAwait(false) is { } refusal)
        {
            options.Ledger?.CountRefused(RequestError.Of(refusal.Code, refusal.Status, refusal.Message));
            await ErrorAnswer.WriteAsync(context, refusal.Status, refusal.Code, refusal.Message).ConfigureAwait(false);
            return;
        }

        if (body.Length > options.BodyBytesWatched)
        {
            options.Ledger?.CountWarned([TransportErrorCodes.BodyTooLarge], RequestContext.Of(context).CorrelationId);
        }

        if (options.BatchRequestsMax > 0 && GraphQLRequestReader.IsArray(body.Span))
        {
            await PostBatchAsync(context, media, body.Memory).ConfigureAwait(false);
            return;
        }

        if (GraphQLRequestReader.Read(body.Memory, scratch, out var parameters) is { } problem)
        {
            await ErrorAnswer.WriteAsync(context, 400, problem.Code, problem.Message).ConfigureAwait(false);
            return;
        }

        var request = RequestOf(context, parameters, isReadOnly: false);
        using var reply = await pipeline.RunAsync(request, context.RequestAborted).ConfigureAwait(false);
        await writer.WriteGraphQLAsync(context, reply, media).ConfigureAwait(false);
    }

    /// <summary>Side by side, each through the whole pipeline: limits and rates count every one.</summary>
    private async Task PostBatchAsync(HttpContext context, GraphQLMedia media, ReadOnlyMemory<byte> body)
    {
        using var batch = new GraphQLBatch();
        if (GraphQLRequestReader.ReadBatch(body, options.BatchRequestsMax, batch) is { } problem)
        {
            await ErrorAnswer.WriteAsync(context, 400, problem.Code, problem.Message).ConfigureAwait(false);
            return;
        }

        var pending = new Task<GatewayReply>[batch.Requests.Count];
        for (var index = 0; index < pending.Length; index++)
        {
            var request = RequestOf(context, batch.Requests[index], isReadOnly: false);
            pending[index] = pipeline.RunAsync(request, context.RequestAborted).AsTask();
        }

        // Only when all are over may the body's memory go, so one that fails does not cut the others short.
        var replies = await Task.WhenAll(pending).ConfigureAwait(false);
        try
        {
            await writer.WriteBatchAsync(context, replies, media).ConfigureAwait(false);
        }
        finally
        {
            foreach (var reply in replies)
            {
                reply.Dispose();
            }
        }
    }

    /// <summary>
    /// A form is what any page can send: only a header that none can add proves that a client meant it.
    /// </summary>
    private async Task PostFormAsync(HttpContext context, GraphQLMedia media)
    {
        if (!Preflight.IsProven(context.Request.Headers))
        {
            await ErrorAnswer.WriteAsync(
                context, 403, TransportErrorCodes.PreflightRequired,
                "A form needs the header GraphQL-Require-Preflight.").ConfigureAwait(false);
            return;
        }

        using var form = new UploadForm();
        if (await UploadReader.ReadAsync(context, options.Uploads, options.BodyBytesMax, form)
            .ConfigureAwait(false) is { } refusal)
        {
            await ErrorAnswer.WriteAsync(context, refusal.Status, refusal.Code, refusal.Message).ConfigureAwait(false);
            return;
        }

        using var scratch = new PooledBytes();
        using var variables = new PooledBytes();
        if (GraphQLRequestReader.Read(form.Operations.Memory, scratch, out var parameters) is { } wrong)
        {
            await ErrorAnswer.WriteAsync(context, 400, wrong.Code, wrong.Message).ConfigureAwait(false);
            return;
        }

        var (files, problem) = UploadMap.Apply(
            form, options.Uploads.PlacesMax, parameters.Variables.Span, variables);
        if (files is null)
        {
            await ErrorAnswer.WriteAsync(context, 400, TransportErrorCodes.UploadMalformed, problem!)
                .ConfigureAwait(false);
            return;
        }

        parameters.Variables = variables.Memory;
        await RunAsync(context, media, parameters, isReadOnly: false, files).ConfigureAwait(false);
    }

    private Task GetAsync(HttpContext context, GraphQLMedia media)
    {
        if (ReadQuery(context.Request.Query, out var parameters) is { } problem)
        {
            return ErrorAnswer.WriteAsync(context, 400, problem.Code, problem.Message);
        }

        if (!parameters.Query.IsEmpty && !options.AllowsQueryInUrl)
        {
            context.Response.Headers.Allow = "POST";
            return ErrorAnswer.WriteAsync(
                context, 405, TransportErrorCodes.MethodNotAllowed, "GET takes a documentId; send a document by POST.");
        }

        return RunAsync(context, media, parameters, isReadOnly: true);
    }

    private async Task RunAsync(
        HttpContext context,
        GraphQLMedia media,
        GraphQLParameters parameters,
        bool isReadOnly,
        ReceivedFiles? files = null)
    {
        var request = RequestOf(context, parameters, isReadOnly, files);
        using var reply = await pipeline.RunAsync(request, context.RequestAborted).ConfigureAwait(false);
        await writer.WriteGraphQLAsync(context, reply, media).ConfigureAwait(false);
    }

    private GatewayRequest RequestOf(
        HttpContext context, in GraphQLParameters parameters, bool isReadOnly, ReceivedFiles? files = null)
    {
        var guarded = RequestContext.Of(context);
        return new GatewayRequest
        {
            Caller = guarded.Caller,
            ClientAddress = context.Connection.RemoteIpAddress?.ToString() ?? "",
            DocumentId = parameters.DocumentId,
            IsPersistedQuery = parameters.IsPersistedQuery,
            Document = parameters.Query,
            OperationName = parameters.OperationName,
            Variables = parameters.Variables,
            Files = files,
            IsReadOnly = isReadOnly,
            CorrelationId = guarded.CorrelationId,
            Deadline = CallDeadline.After(time, options.Deadline),
            Trace = guarded.Trace,
            FindHeader = guarded.FindHeader,
        };
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
                return parameters.TrySetDocumentId(value) ? null : ParameterRefusal.Of(name, "the only id given");
            default:
                return value.Length == 0
                    ? null
                    : GraphQLRequestReader.ReadOne(name, Encoding.UTF8.GetBytes(value), ref parameters);
        }

        return null;
    }
}
