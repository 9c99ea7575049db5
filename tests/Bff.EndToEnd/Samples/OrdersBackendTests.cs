using Shop;
using V1 = Shop.Orders.V1;

namespace Bff.EndToEnd.Samples;

/// <summary>Orders, called over raw HTTP/2.</summary>
public sealed class OrdersBackendTests : IAsyncLifetime
{
    private const string Service = "/shop.orders.v1.OrdersService/";

    private Backend _backend = null!;
    private RawGrpc _grpc = null!;

    public async ValueTask InitializeAsync()
    {
        _backend = await OrdersBackend.StartAsync(new BackendOptions());
        _grpc = new RawGrpc(_backend);
    }

    public async ValueTask DisposeAsync()
    {
        _grpc.Dispose();
        await _backend.DisposeAsync();
    }

    [Fact]
    public async Task An_order_has_all_that_the_shop_knows_of_it()
    {
        var answer = await GetAsync("o4");
        var order = Assert.Single(answer.Messages);
        var expected = ShopData.Order("o4")!;
        Assert.Equal("0", answer.Status);
        Assert.Equal(expected.CustomerId, order.CustomerId);
        Assert.Equal(expected.PlacedAt, order.PlacedAt.ToDateTimeOffset());
        Assert.Equal(
            expected.Lines.Select(l => (l.ProductId, l.Quantity)),
            order.Lines.Select(l => (l.ProductId, l.Quantity)));
        Assert.Equal(expected.Total.Amount, order.Total.Units + order.Total.Nanos / 1_000_000_000m);
        Assert.Equal(V1.Order.PaymentOneofCase.Invoice, order.PaymentCase);
        Assert.Equal("i4", order.Invoice.InvoiceId);
        Assert.Equal("true", order.Attributes["gift_wrap"]);
        Assert.Equal(1, _backend.Calls.ByOperation["shop.orders.v1.OrdersService/GetOrder"]);
    }

    [Theory]
    [InlineData("o1", V1.Order.PaymentOneofCase.Card)]
    [InlineData("o7", V1.Order.PaymentOneofCase.GiftCard)]
    [InlineData("o8", V1.Order.PaymentOneofCase.None)]
    public async Task Orders_are_paid_in_different_ways(string id, V1.Order.PaymentOneofCase expected) =>
        Assert.Equal(expected, (await GetAsync(id)).Messages.Single().PaymentCase);

    [Fact]
    public async Task An_unknown_order_is_NOT_FOUND_with_an_encoded_message()
    {
        var answer = await GetAsync("ö%");
        Assert.Equal(("5", "There is no order '%C3%B6%25'."), (answer.Status, answer.Message));
        Assert.Empty(answer.Messages);
    }

    [Fact]
    public async Task An_empty_id_is_INVALID_ARGUMENT_with_the_field_in_the_details()
    {
        var answer = await GetAsync("");
        Assert.Equal(("3", "id: must not be empty"), (answer.Status, answer.Message));
        string details = System.Text.Encoding.UTF8.GetString(answer.Details);
        Assert.Equal([8, 3, 18], answer.Details[..3]);
        Assert.Contains("type.googleapis.com/google.rpc.BadRequest", details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_comes_back_reversed_without_the_unknown_and_the_repeated()
    {
        var request = new V1.BatchGetOrdersRequest { Ids = { "o1", "o2", "o1", "o999999", "o3" } };
        var answer = await _grpc.CallAsync(Service + "BatchGetOrders", request, V1.BatchGetOrdersResponse.Parser);
        Assert.Equal(["o3", "o2", "o1"], answer.Messages.Single().Orders.Select(order => order.Id));
    }

    [Fact]
    public async Task A_batch_has_a_bound()
    {
        var request = new V1.BatchGetOrdersRequest { Ids = { Enumerable.Repeat("o1", 501) } };
        var answer = await _grpc.CallAsync(Service + "BatchGetOrders", request, V1.BatchGetOrdersResponse.Parser);
        Assert.Equal("3", answer.Status);
    }

    [Fact]
    public async Task Pages_hold_all_orders_of_a_customer_newest_first()
    {
        var seen = new List<V1.Order>();
        string token = "";
        do
        {
            var page = await ListAsync(new V1.ListOrdersRequest { CustomerId = "c7", PageSize = 10, PageToken = token });
            seen.AddRange(page.Messages.Single().Orders);
            token = page.Messages.Single().NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(ShopData.OrdersOf("c7").Select(order => order.Id), seen.Select(order => order.Id));
        Assert.Equal(
            seen.OrderByDescending(order => order.PlacedAt.Seconds).Select(order => order.Id),
            seen.Select(order => order.Id));
    }

    [Fact]
    public async Task A_list_can_be_filtered_by_status()
    {
        var answer = await ListAsync(new V1.ListOrdersRequest { CustomerId = "c7", Status = V1.OrderStatus.Shipped });
        Assert.Equal(5, answer.Messages.Single().Orders.Count);
        Assert.All(answer.Messages.Single().Orders, order => Assert.Equal(V1.OrderStatus.Shipped, order.Status));
    }

    [Fact]
    public async Task A_foreign_page_token_is_INVALID_ARGUMENT()
    {
        var answer = await ListAsync(new V1.ListOrdersRequest { CustomerId = "c7", PageToken = "bm9wZQ==" });
        Assert.Equal(("3", "page_token: is not a token of this service"), (answer.Status, answer.Message));
    }

    [Fact]
    public async Task An_order_is_cancelled_once_and_a_reset_undoes_it()
    {
        string id = ShopData.Orders.First(order => order.Status == OrderStatus.Placed).Id;
        var request = new V1.CancelOrderRequest { Id = id, Reason = "changed my mind" };
        var first = await _grpc.CallAsync(Service + "CancelOrder", request, V1.Order.Parser);
        Assert.Equal(V1.OrderStatus.Cancelled, first.Messages.Single().Status);
        Assert.Equal("changed my mind", (await GetAsync(id)).Messages.Single().Attributes["cancel_reason"]);
        Assert.Equal("9", (await _grpc.CallAsync(Service + "CancelOrder", request, V1.Order.Parser)).Status);

        _backend.Reset();
        Assert.Equal(V1.OrderStatus.Placed, (await GetAsync(id)).Messages.Single().Status);
    }

    private Task<RawGrpc.Answer<V1.Order>> GetAsync(string id) =>
        _grpc.CallAsync(Service + "GetOrder", new V1.GetOrderRequest { Id = id }, V1.Order.Parser);

    private Task<RawGrpc.Answer<V1.ListOrdersResponse>> ListAsync(V1.ListOrdersRequest request) =>
        _grpc.CallAsync(Service + "ListOrders", request, V1.ListOrdersResponse.Parser);
}
