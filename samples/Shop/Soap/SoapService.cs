using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Shop.Soap;

/// <summary>A SOAP service at one path, in both versions: the request's content type says which.</summary>
internal sealed class SoapService(string contractNamespace, IEnumerable<SoapOperation> operations)
{
    private readonly Dictionary<string, SoapOperation> _operations =
        operations.ToDictionary(operation => operation.Name, StringComparer.Ordinal);

    /// <summary>Calls are counted by operation, which the action names.</summary>
    public BackendProtocol Protocol =>
        new(
            HttpProtocols.Http1,
            SoapVersion.Eleven.MediaType,
            context => ValueTask.FromResult(NameOf(context.Request)));

    /// <summary>Answers one POST.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        if (SoapVersion.Of(context.Request.ContentType) is not { } version)
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        var (status, answer) = Answer(context, version, body);
        context.Response.StatusCode = status;
        context.Response.ContentType = version.MediaType + "; charset=utf-8";
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }

    private (int Status, byte[] Answer) Answer(HttpContext context, SoapVersion version, Stream body)
    {
        try
        {
            var (operation, arguments) = SoapReader.Read(body, version, contractNamespace, _operations);
            CheckAction(version, version.Action(context.Request), operation);
            return (StatusCodes.Status200OK, SoapWriter.Answer(version, xml =>
            {
                xml.WriteStartElement("b", operation.Name + "Response", contractNamespace);
                operation.Answer(arguments, xml);
            }));
        }
        catch (SoapFault fault)
        {
            return (version.HttpStatus(fault.Code), SoapWriter.Fault(version, fault));
        }
        catch (Exception error)
        {
            context.RequestServices.GetRequiredService<ILogger<SoapService>>()
                .LogError(error, "A SOAP operation failed.");
            var fault = new SoapFault(SoapFaultCode.Server, "The operation failed.");
            return (version.HttpStatus(fault.Code), SoapWriter.Fault(version, fault));
        }
    }

    /// <summary>1.1 demands the header; an empty one leaves it to the body, as 1.2 does without one.</summary>
    private void CheckAction(SoapVersion version, string? action, SoapOperation operation)
    {
        if (action is null && !version.IsTwelve)
        {
            throw SoapFault.Client("The SOAPAction header is missing.");
        }

        if (!string.IsNullOrEmpty(action) && action != ActionOf(operation))
        {
            throw SoapFault.Client($"The action '{action}' is not that of {operation.Name}.");
        }
    }

    private string NameOf(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return $"{request.Method} {request.Path}";
        }

        var action = SoapVersion.Of(request.ContentType)?.Action(request);
        return _operations.Values.FirstOrDefault(operation => ActionOf(operation) == action)?.Name ?? "(no action)";
    }

    private string ActionOf(SoapOperation operation) => $"{contractNamespace}/{operation.Name}";
}
