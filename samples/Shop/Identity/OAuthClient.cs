namespace Shop.Identity;

/// <summary>A registered client. Source: RFC 6749 §2.</summary>
/// <param name="Id">The <c>client_id</c>.</param>
/// <param name="Secret">Null for a public client.</param>
/// <param name="Audience">The <c>aud</c> of its access tokens.</param>
/// <param name="Grants">Grant types that it may use.</param>
/// <param name="RedirectUris">Compared exactly.</param>
/// <param name="PostLogoutRedirectUris">Compared exactly.</param>
/// <param name="Customers">Customers that a client without a user may act for.</param>
internal sealed record OAuthClient(
    string Id,
    string? Secret,
    string Audience,
    IReadOnlyList<string> Grants,
    IReadOnlyList<string> RedirectUris,
    IReadOnlyList<string> PostLogoutRedirectUris,
    IReadOnlyList<string> Customers)
{
    public static readonly string[] Scopes = ["openid", "profile", "email", "offline_access", "shop"];

    private static readonly string[] UserGrants = [GrantType.AuthorizationCode, GrantType.RefreshToken];

    /// <summary>The three clients of the shop.</summary>
    public static IReadOnlyList<OAuthClient> All(IdentityOptions options) =>
    [
        new(
            "web",
            "web-secret",
            "bff-web",
            UserGrants,
            options.WebRedirectUris,
            options.WebPostLogoutRedirectUris,
            []),
        new("mobile", null, "bff-mobile", UserGrants, options.MobileRedirectUris, options.MobileRedirectUris, []),
        new("partner-acme", "partner-secret", "bff-partner", [GrantType.ClientCredentials], [], [], ["c1", "c2"]),
    ];
}

internal static class GrantType
{
    public const string AuthorizationCode = "authorization_code";
    public const string RefreshToken = "refresh_token";
    public const string ClientCredentials = "client_credentials";
}
