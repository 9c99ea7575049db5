using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Schema;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Bench.Shops;

/// <summary>The stages of a guarded host, without limits by client and without a response cache.</summary>
internal static class ShopPipeline
{
    /// <summary>The customer that every run asks as: alice, who has 25 orders.</summary>
    public const string CustomerId = "c1";

    public static ClientIdentity Caller { get; } = new(
        IdentitySchemes.Bearer,
        "https://bench.example",
        "alice",
        "bench",
        [],
        new Dictionary<string, IReadOnlyList<string>> { ["customer_id"] = [CustomerId], ["customers"] = [CustomerId] });

    public static RequestPipeline Over(GatewaySnapshot snapshot) => new(
        PipelineStages.For(new PipelineParts
        {
            AllowsAnonymous = false,
            AllowsFreeForm = true,
            VariableLimits = VariableLimits.Default,
            Logger = NullLogger.Instance,
        }),
        () => snapshot);
}
