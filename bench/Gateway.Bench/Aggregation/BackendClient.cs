using System.Text.Json;
using System.Xml.Linq;
using Gateway.Bench.Shops;
using Google.Protobuf;
using Shop.Inventory.V1;
using Shop.Orders.V1;

namespace Gateway.Bench.Aggregation;

/// <summary>
/// What a careful client does without a gateway: one kept connection to each backend, answers read as they are.
/// </summary>
internal sealed class BackendClient(HttpMessageInvoker http, ShopRequests requests)
{
    private static readonly XNamespace Billing = "http://shop.example/billing/v1";

    public async Task<JsonElement> CustomerAsync() => await JsonAsync(requests.Customer());

    public async Task<ListOrdersResponse> OrdersAsync() =>
        await GrpcAsync(requests.Orders(), ListOrdersResponse.Parser);

    /// <returns>The body's one element.</returns>
    public async Task<XElement> InvoicesAsync()
    {
        using var stream = new MemoryStream(await BytesAsync(requests.Invoices()));
        var envelope = await XDocument.LoadAsync(stream, LoadOptions.None, CancellationToken.None);
        return envelope.Descendants(Billing + "GetInvoicesByCustomerResponse").Single();
    }

    public async Task<JsonElement> ProductAsync(string id) => await JsonAsync(requests.Product(id));

    public async Task<IEnumerable<JsonElement>> ProductsAsync(IEnumerable<string> ids) =>
        (await JsonAsync(requests.Products(ids))).EnumerateArray();

    public async Task<StockLevel> StockAsync(string id) => await GrpcAsync(requests.Stock(id), StockLevel.Parser);

    public async Task<IEnumerable<StockLevel>> StockAsync(IEnumerable<string> ids) =>
        (await GrpcAsync(requests.Stock(ids), BatchGetStockResponse.Parser)).Levels;

    /// <returns>An entity for each id.</returns>
    public async Task<IEnumerable<JsonElement>> ReviewsAsync(IEnumerable<string> ids) =>
        (await JsonAsync(requests.Reviews(ids))).GetProperty("data").GetProperty("_entities").EnumerateArray();

    private async Task<JsonElement> JsonAsync(HttpRequestMessage request) =>
        JsonElement.Parse(await BytesAsync(request));

    private async Task<T> GrpcAsync<T>(HttpRequestMessage request, MessageParser<T> parser)
        where T : IMessage<T> =>
        parser.ParseFrom((await BytesAsync(request)).AsSpan(ShopRequests.GrpcPrefixBytes));

    private async Task<byte[]> BytesAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await http.SendAsync(request, CancellationToken.None);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadAsByteArrayAsync()
                : throw new BenchException($"{request.RequestUri} answered {(int)response.StatusCode}.");
        }
    }
}
