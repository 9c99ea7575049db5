using System.Net.Http.Headers;

namespace Shop.Soap;

/// <summary>What differs between SOAP 1.1 and 1.2 on the wire, besides the shape of a fault.</summary>
/// <remarks>Source: SOAP 1.1 (W3C Note); SOAP 1.2 part 1 §5 and part 2 §7.</remarks>
internal sealed record SoapVersion(string Namespace, string Prefix, string MediaType, bool IsTwelve)
{
    public static readonly SoapVersion Eleven =
        new("http://schemas.xmlsoap.org/soap/envelope/", "soap", "text/xml", IsTwelve: false);

    public static readonly SoapVersion Twelve =
        new("http://www.w3.org/2003/05/soap-envelope", "env", "application/soap+xml", IsTwelve: true);

    /// <returns>Null for a content type that is neither version's.</returns>
    public static SoapVersion? Of(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? null
        : Eleven.MediaType.Equals(parsed.MediaType, StringComparison.OrdinalIgnoreCase) ? Eleven
        : Twelve.MediaType.Equals(parsed.MediaType, StringComparison.OrdinalIgnoreCase) ? Twelve
        : null;

    /// <summary>The action that the caller named outside of the envelope.</summary>
    /// <returns>Empty for an empty one; null where there is none.</returns>
    public string? Action(HttpRequest request)
    {
        if (!IsTwelve)
        {
            return request.Headers.TryGetValue("SOAPAction", out var header) ? header.ToString().Trim('"') : null;
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out var contentType)
            ? contentType.Parameters.FirstOrDefault(parameter => parameter.Name == "action")?.Value?.Trim('"')
            : null;
    }

    public string CodeName(SoapFaultCode code) => code switch
    {
        SoapFaultCode.Client => IsTwelve ? "Sender" : "Client",
        SoapFaultCode.Server => IsTwelve ? "Receiver" : "Server",
        _ => code.ToString(),
    };

    public int HttpStatus(SoapFaultCode code) =>
        IsTwelve && code == SoapFaultCode.Client
            ? StatusCodes.Status400BadRequest
            : StatusCodes.Status500InternalServerError;
}
