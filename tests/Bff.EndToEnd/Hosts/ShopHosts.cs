using System.Net;
using System.Net.Sockets;
using Gateway.Common.Configuration;
using Microsoft.Extensions.Logging;
using Shop;
using Shop.Orchestration;

namespace Bff.EndToEnd.Hosts;

/// <summary>The seven backends and the three hosts over them; one set for all tests of <see cref="Name"/>.</summary>
[CollectionDefinition(Name)]
public sealed class ShopHosts : IAsyncLifetime, ICollectionFixture<ShopHosts>
{
    public const string Name = "hosts";

    private const string ManyPermits = "1000000";

    private readonly Dictionary<string, Backend> _sources = [];
    private readonly PartnerKey _key = PartnerKey.Create();
    private readonly string _ownWeb = $"https://localhost:{FreePort()}";
    private IdentityBackend? _identity;
    private RunningHost? _web;
    private RunningHost? _mobile;
    private RunningHost? _partner;

    internal IReadOnlyDictionary<string, Backend> Sources => _sources;

    internal IdentityBackend Identity => _identity!;

    internal RunningHost Web => _web!;

    internal RunningHost Mobile => _mobile!;

    internal RunningHost Partner => _partner!;

    /// <summary>Of the partner for customers c1 and c2.</summary>
    internal string ApiKey => _key.Text;

    /// <summary>Pepper and entry of <see cref="ApiKey"/>.</summary>
    internal IReadOnlyList<(string Key, string Value)> PartnerSettings => _key.Settings;

    internal int SourceCalls => _sources.Values.Sum(static backend => backend.Calls.Total);

    public async ValueTask InitializeAsync()
    {
        var options = new BackendOptions();
        _sources["accounts"] = await AccountsBackend.StartAsync(options);
        _sources["catalog"] = await CatalogBackend.StartAsync(options);
        _sources["orders"] = await OrdersBackend.StartAsync(options);
        _sources["inventory"] = await InventoryBackend.StartAsync(options);
        _sources["billing"] = await BillingBackend.StartAsync(options);
        _sources["reviews"] = await ReviewsBackend.StartAsync(options);
        var web = $"https://localhost:{FreePort()}";
        _identity = await IdentityBackend.StartAsync(new IdentityOptions
        {
            WebRedirectUris = [web + HostSettings.WebCallbackPath, _ownWeb + HostSettings.WebCallbackPath],
            WebPostLogoutRedirectUris = [web + HostSettings.WebSignedOutPath, _ownWeb + HostSettings.WebSignedOutPath],
        });
        _web = await StartAsync(HostProfile.Web, web, log: null);
        _mobile = await StartAsync(HostProfile.Mobile);
        _partner = await StartAsync(HostProfile.Partner);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in (RunningHost?[])[_web, _mobile, _partner])
        {
            await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        await (_identity?.DisposeAsync() ?? ValueTask.CompletedTask);
        foreach (var backend in _sources.Values)
        {
            await backend.DisposeAsync();
        }
    }

    /// <summary>A host of the caller's own, with settings of its own; one web host at a time.</summary>
    internal Task<RunningHost> StartAsync(
        HostProfile profile, ILoggerProvider? log = null, params (string Key, string Value)[] settings) =>
        StartAsync(profile, profile == HostProfile.Web ? _ownWeb : "http://127.0.0.1:0", log, settings);

    private Task<RunningHost> StartAsync(
        HostProfile profile, string url, ILoggerProvider? log, params (string Key, string Value)[] settings) =>
        RunningHost.StartAsync(profile, url, [.. Settings(profile), .. settings], log);

    private IEnumerable<(string Key, string Value)> Settings(HostProfile profile) =>
    [
        .. profile switch
        {
            HostProfile.Web => [("Gateway:Session:ClientSecret", "web-secret")],
            HostProfile.Partner => _key.Settings,
            _ => [],
        },
        .. _sources.Select(static source => (
            $"Gateway:Sources:{source.Key}:Url",
            new Uri(source.Value.Url, PathOf(source.Key)).AbsoluteUri)),
        ("Gateway:Identity:Authority", Identity.Issuer),
        ("Gateway:RateLimit:Permits", ManyPermits),
        ("Gateway:RateLimit:FailurePermits", ManyPermits),
    ];

    private static string PathOf(string source) => source switch
    {
        "billing" => "/billing",
        "reviews" => "/graphql",
        _ => "/",
    };

    /// <summary>Identity must know the callback before the host that serves it listens.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
