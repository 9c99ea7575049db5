using System.Buffers;
using System.Text.Json;
using Gateway.Common.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Gateway.Common.Transport;

/// <summary>Writes what went wrong before or outside the pipeline.</summary>
/// <remarks>Source: GraphQL §7.1; RFC 9457.</remarks>
internal static class ErrorAnswer
{
    public const string ProblemMediaType = "application/problem+json";

    public static Task WriteAsync(HttpContext context, int status, string code, string message)
    {
        var isGraphQL = context.GetEndpoint()?.Metadata.GetMetadata<EndpointAccess>()?.SpeaksGraphQL is true;
        var body = isGraphQL
            ? RequestError.Of(code, status, message).ToBody()
            : Problem(status, code, message, context.Features.Get<RequestContext>()?.CorrelationId);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = isGraphQL
            ? (GraphQLMedia.Negotiate(context.Request.Headers.Accept) ?? GraphQLMedia.Json).ContentType
            : ProblemMediaType;
        response.ContentLength = body.Length;
        if (status == StatusCodes.Status413PayloadTooLarge && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            // RFC 9110 §15.5.14: what is left of the body is not worth reading for the sake of the connection.
            response.Headers.Connection = "close";
        }

        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static byte[] Problem(int status, string code, string title, string? correlationId)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, $"about:blank#{code}");
            json.WriteString("title"u8, title);
            json.WriteNumber("status"u8, status);
            json.WriteString("code"u8, code);
            json.WriteString("correlationId"u8, correlationId);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
