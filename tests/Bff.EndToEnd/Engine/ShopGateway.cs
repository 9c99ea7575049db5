using Gateway.Common.Composition;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Caching;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Shop;

namespace Bff.EndToEnd.Engine;

/// <summary>The shop's backends and a gateway over them in one process, without a host around it.</summary>
internal sealed class ShopGateway : IAsyncDisposable
{
    private readonly GatewaySnapshot _snapshot;

    private ShopGateway(IReadOnlyDictionary<string, Backend> backends, GatewaySnapshot snapshot, ShopSetup setup)
    {
        Backends = backends;
        _snapshot = snapshot;
        Pipeline = new RequestPipeline(
            PipelineStages.For(new PipelineParts
            {
                AllowsAnonymous = false,
                AllowsFreeForm = true,
                Cache = setup.IsCached ? new ResponseCache(new CacheOptions(), TimeProvider.System) : null,
                VariableLimits = VariableLimits.Default,
                Logger = NullLogger.Instance,
            }),
            () => snapshot);
    }

    public IReadOnlyDictionary<string, Backend> Backends { get; }

    public RequestPipeline Pipeline { get; }

    public Supergraph Supergraph => _snapshot.Supergraph;

    public GatewaySnapshot Snapshot => _snapshot;

    public static async Task<ShopGateway> StartAsync(string host, ShopSetup? setup = null)
    {
        setup ??= new ShopSetup();
        var options = new BackendOptions();
        var backends = new Dictionary<string, Backend>
        {
            ["accounts"] = await AccountsBackend.StartAsync(options),
            ["catalog"] = await CatalogBackend.StartAsync(options),
            ["orders"] = await OrdersBackend.StartAsync(options),
            ["inventory"] = await InventoryBackend.StartAsync(options),
            ["billing"] = await BillingBackend.StartAsync(options),
            ["reviews"] = await ReviewsBackend.StartAsync(options),
        };
        foreach (var (name, backend) in setup.Replacements)
        {
            await backends[name].DisposeAsync();
            backends[name] = backend;
        }

        var built = new SnapshotBuilder(TimeProvider.System).Build(new SnapshotSettings
        {
            Sources = [.. backends.Select(backend => Settings(host, backend.Key, backend.Value.Url, setup))],
            Parser = setup.Parser,
            Limits = setup.Limits,
        });
        Assert.True(built.Snapshot is not null, string.Join('\n', built.Diagnostics));
        return new ShopGateway(backends, built.Snapshot, setup);
    }

    /// <summary>Runs a document as alice, or as the customer given.</summary>
    public async Task<string> RunAsync(
        string document, string customer = "c1", string variables = "", TimeSpan? deadline = null)
    {
        using var reply = await Pipeline.RunAsync(
            Request(document, customer, variables, deadline), TestContext.Current.CancellationToken);
        return System.Text.Encoding.UTF8.GetString(reply.Body.Span);
    }

    /// <summary>Calls that each backend has taken.</summary>
    public string CallsByBackend() =>
        string.Join(' ', Backends.Select(static backend => $"{backend.Key}={backend.Value.Calls.Total}"));

    /// <summary>Forgets counts, changes and faults.</summary>
    public void Reset()
    {
        foreach (var backend in Backends.Values)
        {
            backend.Fault.Mode = FaultMode.None;
            backend.Reset();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _snapshot.Retire();
        foreach (var backend in Backends.Values)
        {
            await backend.DisposeAsync();
        }
    }

    public static GatewayRequest Request(
        string document, string customer, string variables, TimeSpan? deadline = null) => new()
        {
            Caller = new ClientIdentity(
            IdentitySchemes.Bearer,
            "https://issuer.example",
            customer,
            "mobile",
            [],
            new Dictionary<string, IReadOnlyList<string>> { ["customer_id"] = [customer], ["customers"] = [customer] }),
            ClientAddress = "127.0.0.1",
            Document = System.Text.Encoding.UTF8.GetBytes(document),
            Variables = System.Text.Encoding.UTF8.GetBytes(variables),
            CorrelationId = "test",
            Deadline = CallDeadline.After(TimeProvider.System, deadline ?? TimeSpan.FromSeconds(10)),
            FindHeader = static _ => null,
        };

    private static SourceSettings Settings(string host, string name, Uri url, ShopSetup setup)
    {
        var root = SharedFiles.RepositoryRoot;
        var (kind, contract) = name switch
        {
            "accounts" or "catalog" => (SourceKind.Rest, $"{name}.openapi.json"),
            "orders" or "inventory" => (SourceKind.Grpc, $"{name}.pb"),
            "billing" => (SourceKind.Soap, "billing.wsdl"),
            _ => (SourceKind.GraphQL, "reviews.graphql"),
        };
        var overlay = Path.Combine(root, "src", host, "overlays", $"{name}.graphql");
        var path = name switch { "billing" => "billing", "reviews" => "graphql", _ => "" };
        return new SourceSettings
        {
            Name = name,
            Kind = kind,
            Contract = Path.Combine(root, "samples/Shop/contracts", contract),
            Overlay = setup.Patch(name, File.Exists(overlay) ? overlay : null),
            Address = new Uri(url, path),
            Transport = new SourceTransportOptions { Name = name, Address = new Uri(url, path) },
            Resilience = setup.Resilience,
        };
    }
}
