using System.Collections.Frozen;
using Gateway.Common.Primitives;

namespace Gateway.Common.Policies.Identity;

/// <summary>Which bearer tokens a host accepts.</summary>
internal sealed record JwtOptions
{
    /// <summary>Asymmetric algorithms only: a symmetric one beside them allows key confusion.</summary>
    public static FrozenSet<string> KnownAlgorithms { get; } = FrozenSet.Create(
        StringComparer.Ordinal, "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /// <summary>
    /// The issuer's address; discovery is read from <c>/.well-known/openid-configuration</c> below it; no default.
    /// </summary>
    public string Authority { get; init; } = string.Empty;

    /// <summary>The exact <c>iss</c>; default <see cref="Authority"/>.</summary>
    public string? Issuer { get; init; }

    /// <summary>What <c>aud</c> must hold; no default.</summary>
    public string Audience { get; init; } = string.Empty;

    /// <summary>Default true; may be false only in Development and for a loopback authority.</summary>
    public bool RequireHttpsMetadata { get; init; } = true;

    /// <summary>Difference of clocks let pass; 0 to 60 s; default 30 s.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Accepted signature algorithms; default RS256, PS256, ES256.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = ["RS256", "PS256", "ES256"];

    /// <summary>Longest token, in bytes; 512 to 8,192; default 8,192.</summary>
    public int TokenBytesMax { get; init; } = 8_192;

    /// <summary>Longest time from <c>iat</c> to <c>exp</c>; 1 min to 7 days; default 24 h.</summary>
    public TimeSpan LifetimeMax { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Asks for <c>typ: at+jwt</c> (RFC 9068); default false, since not every issuer writes it.</summary>
    public bool RequireAccessTokenType { get; init; }

    public string EffectiveIssuer => Issuer ?? Authority;

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path, bool isDevelopment)
    {
        var problems = new SettingProblems(path);
        problems.AddRange(
            IssuerAddress.Validate($"{path}:{nameof(Authority)}", Authority, RequireHttpsMetadata, isDevelopment));
        problems.Require(
            !string.IsNullOrWhiteSpace(Audience), nameof(Audience), "The audience is missing.",
            "Name this gateway's audience.");
        problems.RequireRange(ClockSkew, TimeSpan.Zero, TimeSpan.FromSeconds(60), nameof(ClockSkew));
        problems.RequireRange(TokenBytesMax, 512, 8_192, nameof(TokenBytesMax));
        problems.RequireRange(LifetimeMax, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7), nameof(LifetimeMax));
        problems.Require(
            Algorithms.Count > 0 && Algorithms.All(KnownAlgorithms.Contains),
            nameof(Algorithms),
            "Only asymmetric algorithms are accepted.",
            $"Choose from {string.Join(", ", KnownAlgorithms.Order(StringComparer.Ordinal))}.");
        return problems.All;
    }
}
