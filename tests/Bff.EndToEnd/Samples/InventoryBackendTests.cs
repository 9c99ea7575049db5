using Gateway.Testing;
using Google.Protobuf;
using Shop;
using Shop.Inventory;
using Shop.Inventory.V1;

namespace Bff.EndToEnd.Samples;

/// <summary>Inventory, called over raw HTTP/2, its stream under a clock that the test moves.</summary>
public sealed class InventoryBackendTests : IAsyncLifetime
{
    private const string Service = "/shop.inventory.v1.InventoryService/";

    private static readonly byte[] WatchTwo =
        RawGrpc.Frame(new WatchStockRequest { ProductIds = { "p1", "p2" } }.ToByteArray());

    private readonly ManualTimeProvider _clock = new();
    private Backend _backend = null!;
    private RawGrpc _grpc = null!;

    public async ValueTask InitializeAsync()
    {
        _backend = await InventoryBackend.StartAsync(new BackendOptions { Time = _clock });
        _grpc = new RawGrpc(_backend);
    }

    public async ValueTask DisposeAsync()
    {
        _grpc.Dispose();
        await _backend.DisposeAsync();
    }

    [Fact]
    public async Task The_stock_is_the_sum_over_the_warehouses()
    {
        var request = new GetStockRequest { ProductId = "p11" };
        var level = (await _grpc.CallAsync(Service + "GetStock", request, StockLevel.Parser)).Messages.Single();
        Assert.Equal(level.ByWarehouse.Values.Sum(), level.Available);
        Assert.Equal(level.ByWarehouse.MaxBy(pair => pair.Value).Key, level.PickFrom.ToString(), ignoreCase: true);
        Assert.NotEqual(0, level.AsOf.Seconds);
    }

    [Fact]
    public async Task A_sold_out_product_is_in_no_warehouse()
    {
        var request = new GetStockRequest { ProductId = "p50" };
        var level = (await _grpc.CallAsync(Service + "GetStock", request, StockLevel.Parser)).Messages.Single();
        Assert.Equal((0, 0, Warehouse.Unspecified), (level.Available, level.ByWarehouse.Count, level.PickFrom));
    }

    [Theory]
    [InlineData("", "3")]
    [InlineData("p1001", "5")]
    public async Task A_wrong_product_is_refused(string id, string status)
    {
        var request = new GetStockRequest { ProductId = id };
        Assert.Equal(status, (await _grpc.CallAsync(Service + "GetStock", request, StockLevel.Parser)).Status);
    }

    [Fact]
    public async Task A_batch_comes_back_reversed_without_the_unknown()
    {
        var request = new BatchGetStockRequest { ProductIds = { "p1", "nope", "p2", "p3" } };
        var answer = await _grpc.CallAsync(Service + "BatchGetStock", request, BatchGetStockResponse.Parser);
        Assert.Equal(["p3", "p2", "p1"], answer.Messages.Single().Levels.Select(level => level.ProductId));
    }

    [Fact]
    public async Task A_watch_tells_the_present_levels_and_then_each_count()
    {
        using var response = await _grpc.SendAsync(Service + "WatchStock", WatchTwo);
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        Assert.Equal("p1", (await RawGrpc.ReadMessageAsync(stream, StockLevel.Parser))?.ProductId);
        Assert.Equal("p2", (await RawGrpc.ReadMessageAsync(stream, StockLevel.Parser))?.ProductId);
        foreach (string counted in new[] { "p1", "p2", "p1" })
        {
            _clock.Advance(InventoryService.CountEvery);
            var level = await RawGrpc.ReadMessageAsync(stream, StockLevel.Parser);
            Assert.Equal((counted, _clock.GetUtcNow()), (level!.ProductId, level.AsOf.ToDateTimeOffset()));
        }
    }

    [Fact]
    public async Task A_watch_ends_with_DEADLINE_EXCEEDED_when_its_time_is_up()
    {
        using var response = await _grpc.SendAsync(Service + "WatchStock", WatchTwo, timeout: "1500m");
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await RawGrpc.ReadMessageAsync(stream, StockLevel.Parser);
        await RawGrpc.ReadMessageAsync(stream, StockLevel.Parser);
        _clock.Advance(TimeSpan.FromMilliseconds(1500));
        Assert.Null(await RawGrpc.ReadMessageAsync(stream, StockLevel.Parser));
        Assert.Equal("4", RawGrpc.Trailer(response, "grpc-status"));
    }

    [Theory]
    [InlineData("nope", "5")]
    [InlineData(null, "3")]
    public async Task A_watch_of_nothing_or_of_the_unknown_is_refused(string? product, string status)
    {
        var request = new WatchStockRequest();
        if (product is not null)
            request.ProductIds.Add(product);
        var answer = await _grpc.CallAsync(Service + "WatchStock", request, StockLevel.Parser);
        Assert.Equal(status, answer.Status);
    }
}
