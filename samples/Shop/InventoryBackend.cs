using Shop.Grpc;
using Shop.Inventory;
using Shop.Inventory.V1;

namespace Shop;

/// <summary>The Inventory backend: gRPC over HTTP/2 without TLS, contract <c>contracts/inventory.proto</c>.</summary>
public static class InventoryBackend
{
    private const string Service = "shop.inventory.v1.InventoryService";

    public static Task<Backend> StartAsync(BackendOptions options) =>
        Backend.StartAsync(
            "inventory", options, GrpcProtocol.Configure, (app, _) => Map(app, options.Time), GrpcProtocol.Instance);

    private static void Map(WebApplication app, TimeProvider clock)
    {
        var inventory = new InventoryService(clock);
        app.MapUnary(Service, "GetStock", GetStockRequest.Parser, InventoryService.GetStock);
        app.MapUnary(Service, "BatchGetStock", BatchGetStockRequest.Parser, InventoryService.BatchGetStock);
        app.MapServerStream(Service, "WatchStock", WatchStockRequest.Parser, inventory.WatchStock);
        app.MapUnimplemented();
    }
}
