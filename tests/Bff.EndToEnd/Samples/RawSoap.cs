using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Shop;

namespace Bff.EndToEnd.Samples;

/// <summary>SOAP calls made by hand, in both versions.</summary>
internal sealed class RawSoap(Backend backend) : IDisposable
{
    public const string Contract = "http://shop.example/billing/v1";
    public const string Eleven = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string Twelve = "http://www.w3.org/2003/05/soap-envelope";

    public static readonly XNamespace B = Contract;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly HttpClient _client = new(new SocketsHttpHandler()) { BaseAddress = backend.Url };

    public HttpClient Client => _client;

    public void Dispose() => _client.Dispose();

    /// <summary>Wraps an operation and sends it with the action that belongs to it.</summary>
    public Task<Answer> CallAsync(string version, string operation, string parameters) =>
        SendAsync(version, Envelope(version, $"<{operation} xmlns='{Contract}'>{parameters}</{operation}>"), operation);

    /// <param name="version">Of the content type.</param>
    /// <param name="envelope">Any text.</param>
    /// <param name="action">Local name of the action; null sends none.</param>
    public async Task<Answer> SendAsync(string version, string envelope, string? action)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/billing")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(envelope)),
        };
        string mediaType = version == Eleven ? "text/xml" : "application/soap+xml";
        var contentType = new MediaTypeHeaderValue(mediaType) { CharSet = "utf-8" };
        request.Content.Headers.ContentType = contentType;
        if (action is not null && version == Eleven)
            request.Headers.Add("SOAPAction", action.Length == 0 ? "\"\"" : $"\"{Contract}/{action}\"");
        else if (action is not null)
            contentType.Parameters.Add(new NameValueHeaderValue("action", $"\"{Contract}/{action}\""));
        using HttpResponseMessage response = await _client.SendAsync(request, Cancel);
        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        string text = await response.Content.ReadAsStringAsync(Cancel);
        XNamespace soap = version;
        XElement root = XDocument.Parse(text).Root!;
        Assert.Equal(soap + "Envelope", root.Name);
        return new Answer((int)response.StatusCode, Assert.Single(Assert.Single(root.Elements(soap + "Body")).Elements()));
    }

    public static string Envelope(string version, string body, string header = "") =>
        $"<s:Envelope xmlns:s='{version}'>{header}<s:Body>{body}</s:Body></s:Envelope>";

    /// <summary>HTTP status and the body's one element.</summary>
    internal sealed record Answer(int Status, XElement Body)
    {
        public string Text(string name) => Body.Descendants(B + name).First().Value;

        public string FaultCode => Body.Name.Namespace == Eleven
            ? Body.Element("faultcode")!.Value
            : Body.Descendants(Body.Name.Namespace + "Value").First().Value;

        public string FaultReason => Body.Name.Namespace == Eleven
            ? Body.Element("faultstring")!.Value
            : Body.Descendants(Body.Name.Namespace + "Text").First().Value;

        public XElement? FaultDetail => Body.Name.Namespace == Eleven
            ? Body.Element("detail")
            : Body.Element(Body.Name.Namespace + "Detail");
    }
}
