using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Shop.Inventory.V1;
using Shop.Orders.V1;

namespace Gateway.Bench.Shops;

/// <summary>The calls of HomeScreen, written by hand in each backend's own protocol.</summary>
internal sealed class ShopRequests(ShopUrls urls)
{
    public const int GrpcPrefixBytes = 5;

    private const int OrdersShown = 20;
    private const string Billing = "http://shop.example/billing/v1";

    private const string ReviewsQuery =
        "query($r:[_Any!]!){_entities(representations:$r){"
        + "... on Product{id averageRating reviews(first:2){rating title}}}}";

    private const string InvoicesEnvelope =
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
        + $"<GetInvoicesByCustomer xmlns='{Billing}'>"
        + $"<customerId>{ShopPipeline.CustomerId}</customerId><status>OPEN</status>"
        + "<page>1</page><pageSize>20</pageSize>"
        + "</GetInvoicesByCustomer></s:Body></s:Envelope>";

    public HttpRequestMessage Customer() =>
        new(HttpMethod.Get, new Uri(urls[ShopUrls.Accounts], $"customers/{ShopPipeline.CustomerId}"));

    public HttpRequestMessage Orders() => Grpc(
        urls[ShopUrls.Orders],
        "shop.orders.v1.OrdersService/ListOrders",
        new ListOrdersRequest { CustomerId = ShopPipeline.CustomerId, PageSize = OrdersShown });

    public HttpRequestMessage Invoices()
    {
        var message = Post(new Uri(urls[ShopUrls.Billing], "billing"), "text/xml; charset=utf-8", InvoicesEnvelope);
        message.Headers.Add("SOAPAction", $"\"{Billing}/GetInvoicesByCustomer\"");
        return message;
    }

    public HttpRequestMessage Product(string id) =>
        new(HttpMethod.Get, new Uri(urls[ShopUrls.Catalog], $"products/{id}"));

    public HttpRequestMessage Products(IEnumerable<string> ids) => new(
        HttpMethod.Get,
        new Uri(urls[ShopUrls.Catalog], $"products/batch?{string.Join('&', ids.Select(static id => $"ids={id}"))}"));

    public HttpRequestMessage ProductPage(int size) =>
        new(HttpMethod.Get, new Uri(urls[ShopUrls.Catalog], $"products?page_size={size}"));

    public HttpRequestMessage Stock(string id) => Grpc(
        urls[ShopUrls.Inventory],
        "shop.inventory.v1.InventoryService/GetStock",
        new GetStockRequest { ProductId = id });

    public HttpRequestMessage Stock(IEnumerable<string> ids) => Grpc(
        urls[ShopUrls.Inventory],
        "shop.inventory.v1.InventoryService/BatchGetStock",
        new BatchGetStockRequest { ProductIds = { ids } });

    public HttpRequestMessage Reviews(IEnumerable<string> ids)
    {
        var keys = ids.Select(static id => new JsonObject { ["__typename"] = "Product", ["id"] = id });
        return GraphQL(ReviewsQuery, new JsonObject { ["r"] = new JsonArray([.. keys]) });
    }

    public HttpRequestMessage GraphQL(string query, JsonObject? variables = null) => Post(
        new Uri(urls[ShopUrls.Reviews], "graphql"),
        "application/json",
        new JsonObject { ["query"] = query, ["variables"] = variables }.ToJsonString());

    private static HttpRequestMessage Post(Uri url, string contentType, string body) => new(HttpMethod.Post, url)
    {
        Content = new StringContent(body, MediaTypeHeaderValue.Parse(contentType)),
    };

    private static HttpRequestMessage Grpc(Uri url, string method, IMessage request)
    {
        var frame = new byte[GrpcPrefixBytes + request.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - GrpcPrefixBytes);
        request.WriteTo(frame.AsSpan(GrpcPrefixBytes));
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(url, method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        message.Headers.Add("te", "trailers");
        return message;
    }
}
