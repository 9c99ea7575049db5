using Gateway.Common.Language;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Validation;
using Shop;

namespace Bff.EndToEnd.Engine;

/// <summary>How a <see cref="ShopGateway"/> differs from the hosts' own contracts and overlays.</summary>
internal sealed record ShopSetup
{
    public ResilienceOptions Resilience { get; init; } = new();

    public bool IsCached { get; init; }

    public ParserOptions Parser { get; init; } = ParserOptions.Default;

    public DocumentLimits Limits { get; init; } = DocumentLimits.None;

    /// <summary>By backend: SDL put after the host's overlay.</summary>
    public IReadOnlyDictionary<string, string> OverlayAdditions { get; init; } = new Dictionary<string, string>();

    /// <summary>By name: backends that stand in for the shop's own; disposed with the gateway.</summary>
    public IReadOnlyDictionary<string, Backend> Replacements { get; init; } = new Dictionary<string, Backend>();

    /// <summary>Every call tried once, whatever the calls before it came to: cases do not see each other.</summary>
    public static ResilienceOptions OneTry { get; } = new()
    {
        Retry = new RetryOptions { TriesMax = 1 },
        Breaker = new BreakerOptions { CallsMin = 100_000 },
    };

    /// <returns>The file of a backend's overlay with what is added to it; null where it has none.</returns>
    public string? Patch(string name, string? overlay)
    {
        if (!OverlayAdditions.TryGetValue(name, out var addition))
        {
            return overlay;
        }

        var patched = Path.Combine(Directory.CreateTempSubdirectory("overlay").FullName, $"{name}.graphql");
        File.WriteAllText(patched, $"{(overlay is null ? "" : File.ReadAllText(overlay))}\n{addition}");
        return patched;
    }
}
