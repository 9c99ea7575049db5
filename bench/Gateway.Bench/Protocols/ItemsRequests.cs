using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;
using Items.V1;

namespace Gateway.Bench.Protocols;

/// <summary>The calls that all programs make, written by hand.</summary>
internal sealed class ItemsRequests(string plain, string grpc)
{
    private static readonly byte[] Envelope = Encoding.UTF8.GetBytes(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
        + $"<GetSoapItems xmlns=\"{ItemsData.SoapNamespace}\"/></soap:Body></soap:Envelope>");

    private static readonly byte[] Message = ItemsData.Frame(new GrpcItemsRequest().ToByteArray());

    public HttpRequestMessage Of(string protocol) => protocol switch
    {
        "REST" => new HttpRequestMessage(HttpMethod.Get, $"{plain}/rest/items"),
        "SOAP" => Post($"{plain}/soap", Envelope, "text/xml", HttpVersion.Version11),
        _ => Post($"{grpc}{ItemsBackend.GrpcPath}", Message, "application/grpc", HttpVersion.Version20),
    };

    private static HttpRequestMessage Post(string url, byte[] body, string contentType, Version version)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        message.Headers.TryAddWithoutValidation(
            version == HttpVersion.Version20 ? "te" : "SOAPAction",
            version == HttpVersion.Version20 ? "trailers" : "\"urn:items/GetSoapItems\"");
        return message;
    }
}
