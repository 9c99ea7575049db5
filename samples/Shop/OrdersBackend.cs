using Shop.Grpc;
using Shop.Orders;
using Shop.Orders.V1;

namespace Shop;

/// <summary>The Orders backend: gRPC over HTTP/2 without TLS, contract <c>contracts/orders.proto</c>.</summary>
public static class OrdersBackend
{
    private const string Service = "shop.orders.v1.OrdersService";

    public static Task<Backend> StartAsync(BackendOptions options) =>
        Backend.StartAsync("orders", options, GrpcProtocol.Configure, Map, GrpcProtocol.Instance);

    private static void Map(WebApplication app, Backend backend)
    {
        var orders = new OrdersService();
        backend.Resetting += orders.Reset;
        app.MapUnary(Service, "GetOrder", GetOrderRequest.Parser, orders.GetOrder);
        app.MapUnary(Service, "BatchGetOrders", BatchGetOrdersRequest.Parser, orders.BatchGetOrders);
        app.MapUnary(Service, "ListOrders", ListOrdersRequest.Parser, orders.ListOrders);
        app.MapUnary(Service, "CancelOrder", CancelOrderRequest.Parser, orders.CancelOrder);
        app.MapUnimplemented();
    }
}
