namespace Shop;

/// <summary>How the identity provider is started.</summary>
public sealed record IdentityOptions
{
    /// <summary>What every backend is started with: port, latency, clock.</summary>
    public BackendOptions Backend { get; init; } = new();

    /// <summary>Where client <c>web</c> may be sent back to with a code; compared exactly.</summary>
    public IReadOnlyList<string> WebRedirectUris { get; init; } = [];

    /// <summary>Where client <c>web</c> may be sent after logout; compared exactly.</summary>
    public IReadOnlyList<string> WebPostLogoutRedirectUris { get; init; } = [];

    /// <summary>Where client <c>mobile</c> may be sent back to, also after logout; compared exactly.</summary>
    public IReadOnlyList<string> MobileRedirectUris { get; init; } = ["example.shop.mobile:/callback"];
}
