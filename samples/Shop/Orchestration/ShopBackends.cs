namespace Shop.Orchestration;

/// <summary>All seven backends, in this process.</summary>
internal sealed class ShopBackends : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _started = [];

    /// <exception cref="IOException">A port was taken after the check; what had started is stopped.</exception>
    public static async Task<ShopBackends> StartAsync(ShopPorts ports, TimeSpan latency, TimeProvider clock)
    {
        var backends = new ShopBackends();
        try
        {
            await backends.StartAllAsync(ports, latency, clock);
            return backends;
        }
        catch
        {
            await backends.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_started.Select(one => one.DisposeAsync().AsTask()));

    private async Task StartAllAsync(ShopPorts ports, TimeSpan latency, TimeProvider clock)
    {
        BackendOptions At(Uri url) => new() { Port = url.Port, Latency = latency, Time = clock };
        _started.Add(await CatalogBackend.StartAsync(At(ports.Catalog)));
        _started.Add(await AccountsBackend.StartAsync(At(ports.Accounts)));
        _started.Add(await OrdersBackend.StartAsync(At(ports.Orders)));
        _started.Add(await InventoryBackend.StartAsync(At(ports.Inventory)));
        _started.Add(await BillingBackend.StartAsync(At(ports.Billing)));
        _started.Add(await ReviewsBackend.StartAsync(At(ports.Reviews)));
        _started.Add(await IdentityBackend.StartAsync(new IdentityOptions
        {
            Backend = new BackendOptions { Port = ports.Identity.Port, Time = clock },
            WebRedirectUris = [new Uri(ports.Web, HostSettings.WebCallbackPath).ToString()],
            WebPostLogoutRedirectUris = [new Uri(ports.Web, HostSettings.WebSignedOutPath).ToString()],
        }));
    }
}
