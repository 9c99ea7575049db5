using Shop;

namespace Gateway.Bench.Shops;

/// <summary>The shop's six backends on free ports of this process.</summary>
internal sealed class ShopBackends : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, Backend> _backends;

    private ShopBackends(IReadOnlyDictionary<string, Backend> backends) => _backends = backends;

    /// <summary>By the name that sources and settings use.</summary>
    public ShopUrls Urls => new(_backends.ToDictionary(static entry => entry.Key, static entry => entry.Value.Url));

    /// <summary>Calls since the last reset, over all backends.</summary>
    public int Calls => _backends.Values.Sum(static backend => backend.Calls.Total);

    /// <param name="latency">Added to each call.</param>
    public static async Task<ShopBackends> StartAsync(TimeSpan latency)
    {
        var options = new BackendOptions { Latency = latency };
        return new ShopBackends(new Dictionary<string, Backend>
        {
            [ShopUrls.Accounts] = await AccountsBackend.StartAsync(options),
            [ShopUrls.Catalog] = await CatalogBackend.StartAsync(options),
            [ShopUrls.Orders] = await OrdersBackend.StartAsync(options),
            [ShopUrls.Inventory] = await InventoryBackend.StartAsync(options),
            [ShopUrls.Billing] = await BillingBackend.StartAsync(options),
            [ShopUrls.Reviews] = await ReviewsBackend.StartAsync(options),
        });
    }

    public void ResetCalls()
    {
        foreach (var backend in _backends.Values)
        {
            backend.Calls.Reset();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var backend in _backends.Values)
        {
            await backend.DisposeAsync();
        }
    }
}
