using Gateway.Common.Primitives;

namespace Gateway.Common.Policies.Identity;

/// <summary>
/// How users of a browser host log in: OpenID Connect, authorization code with PKCE, a confidential client.
/// </summary>
internal sealed record OidcOptions
{
    /// <summary>The issuer's address; no default.</summary>
    public string Authority { get; init; } = string.Empty;

    /// <summary>The exact <c>iss</c>; default <see cref="Authority"/>.</summary>
    public string? Issuer { get; init; }

    /// <summary>This host at the issuer; no default.</summary>
    public string ClientId { get; init; } = string.Empty;

    /// <summary>Its secret, from a secret store; no default.</summary>
    public string ClientSecret { get; init; } = string.Empty;

    /// <summary>Asked for at login; must hold <c>openid</c>; default openid, profile, offline_access.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "profile", "offline_access"];

    /// <summary>
    /// This host's own origin as browsers see it, such as <c>https://shop.example</c>; never taken from a request.
    /// </summary>
    public string PublicOrigin { get; init; } = string.Empty;

    /// <summary>Where the issuer sends the browser back to; default <c>/bff/callback</c>.</summary>
    public string CallbackPath { get; init; } = "/bff/callback";

    /// <summary>Where the issuer sends the browser after logout; default <c>/</c>.</summary>
    public string LoggedOutPath { get; init; } = "/";

    /// <summary>Default true; may be false only in Development and for a loopback authority.</summary>
    public bool RequireHttpsMetadata { get; init; } = true;

    /// <summary>Difference of clocks let pass; 0 to 60 s; default 30 s.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Accepted id token signatures; default RS256, PS256, ES256.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = ["RS256", "PS256", "ES256"];

    /// <summary>Time a user has to log in; 1 to 60 min; default 10 min.</summary>
    public TimeSpan LoginTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Begun logins held; the oldest go when full; 16 to 1,000,000; default 10,000.</summary>
    public int PendingLoginsMax { get; init; } = 10_000;

    public string EffectiveIssuer => Issuer ?? Authority;

    public string RedirectUri => PublicOrigin + CallbackPath;

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path, bool isDevelopment)
    {
        var problems = new SettingProblems(path);
        problems.AddRange(
            IssuerAddress.Validate($"{path}:{nameof(Authority)}", Authority, RequireHttpsMetadata, isDevelopment));
        problems.Require(
            ClientId.Length > 0, nameof(ClientId), "The client id is missing.", "Set the id known to the issuer.");
        problems.Require(
            ClientSecret.Length > 0, nameof(ClientSecret), "The client secret is missing.",
            "Set it from a secret store.");
        problems.Require(
            Scopes.Contains("openid", StringComparer.Ordinal), nameof(Scopes), "openid is missing.", "Add openid.");
        problems.Require(
            Uri.TryCreate(PublicOrigin, UriKind.Absolute, out var origin)
                && origin.Scheme == Uri.UriSchemeHttps
                && origin.GetLeftPart(UriPartial.Authority) == PublicOrigin,
            nameof(PublicOrigin),
            "Not an https origin: scheme, host and port, without a path.",
            "Set it such as https://shop.example.");
        problems.Require(
            ReturnUrl.IsLocal(CallbackPath), nameof(CallbackPath), "Not a local path.", "Use /bff/callback.");
        problems.Require(ReturnUrl.IsLocal(LoggedOutPath), nameof(LoggedOutPath), "Not a local path.", "Use /.");
        problems.RequireRange(ClockSkew, TimeSpan.Zero, TimeSpan.FromSeconds(60), nameof(ClockSkew));
        problems.RequireRange(LoginTimeout, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(60), nameof(LoginTimeout));
        problems.RequireRange(PendingLoginsMax, 16, 1_000_000, nameof(PendingLoginsMax));
        problems.Require(
            Algorithms.Count > 0 && Algorithms.All(JwtOptions.KnownAlgorithms.Contains),
            nameof(Algorithms),
            "Only asymmetric algorithms are accepted.",
            "Use RS256, PS256 or ES256.");
        return problems.All;
    }
}
