using Gateway.Common.Composition;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;

namespace Gateway.Bench.Shops;

/// <summary>What Bff.Mobile serves, built from its contracts and overlays over backends anywhere.</summary>
internal static class ShopSnapshot
{
    /// <exception cref="BenchException">The contracts do not compose.</exception>
    public static GatewaySnapshot Build(ShopUrls urls)
    {
        var built = new SnapshotBuilder(TimeProvider.System).Build(new SnapshotSettings
        {
            Sources = [.. urls.Names.Select(name => Settings(name, urls[name]))],
        });
        return built.Snapshot ?? throw new BenchException(string.Join('\n', built.Diagnostics));
    }

    private static SourceSettings Settings(string name, Uri url)
    {
        var (kind, contract) = name switch
        {
            ShopUrls.Accounts or ShopUrls.Catalog => (SourceKind.Rest, $"{name}.openapi.json"),
            ShopUrls.Orders or ShopUrls.Inventory => (SourceKind.Grpc, $"{name}.pb"),
            ShopUrls.Billing => (SourceKind.Soap, "billing.wsdl"),
            _ => (SourceKind.GraphQL, "reviews.graphql"),
        };
        var overlay = Repository.PathOf($"src/Bff.Mobile/overlays/{name}.graphql");
        return new SourceSettings
        {
            Name = name,
            Kind = kind,
            Contract = Repository.PathOf($"samples/Shop/contracts/{contract}"),
            Overlay = File.Exists(overlay) ? overlay : null,
            Transport = new SourceTransportOptions { Name = name, Address = new Uri(url, ShopUrls.PathOf(name)) },
            Resilience = new ResilienceOptions(),
        };
    }
}
