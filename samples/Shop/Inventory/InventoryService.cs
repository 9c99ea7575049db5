using System.Runtime.CompilerServices;
using Shop.Grpc;

namespace Shop.Inventory;

/// <summary>The methods of <c>shop.inventory.v1.InventoryService</c>.</summary>
internal sealed class InventoryService(TimeProvider clock)
{
    public const int BatchMax = 500;
    public const int WatchMax = 100;

    /// <summary>One product is counted again at each tick, in turn.</summary>
    public static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(2);

    public static V1.StockLevel GetStock(V1.GetStockRequest request) =>
        request.ProductId.Length == 0 ? throw GrpcException.InvalidArgument("product_id", "must not be empty")
        : StockLevels.Of(request.ProductId) ?? throw NotFound(request.ProductId);

    public static V1.BatchGetStockResponse BatchGetStock(V1.BatchGetStockRequest request)
    {
        if (request.ProductIds.Count > BatchMax)
        {
            throw GrpcException.InvalidArgument("product_ids", $"at most {BatchMax}");
        }

        // Reversed on purpose: a caller that matches by position shall notice.
        var found = request.ProductIds.Distinct().Reverse().Select(StockLevels.Of).OfType<V1.StockLevel>();
        return new V1.BatchGetStockResponse { Levels = { found } };
    }

    public async IAsyncEnumerable<V1.StockLevel> WatchStock(
        V1.WatchStockRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (request.ProductIds.Count is 0 or > WatchMax)
        {
            throw GrpcException.InvalidArgument("product_ids", $"1 to {WatchMax}");
        }

        var present = request.ProductIds.Select(id => StockLevels.Of(id) ?? throw NotFound(id)).ToList();
        using var counts = new PeriodicTimer(CountEvery, clock);
        foreach (var level in present)
        {
            yield return level;
        }

        for (var count = 1; await counts.WaitForNextTickAsync(cancel); count++)
        {
            var product = present[(count - 1) % present.Count].ProductId;
            yield return StockLevels.Recount(product, count, clock.GetUtcNow());
        }
    }

    private static GrpcException NotFound(string id) => GrpcException.NotFound($"There is no stock of product '{id}'.");
}
