using Gateway.Common.Primitives;

namespace Gateway.Common.Policies.Identity;

/// <summary>Credentials for one source, <c>Gateway:Sources:{name}:Credentials</c>. Default none.</summary>
internal sealed record SourceCredentialOptions
{
    /// <summary>How the gateway shows a source who calls.</summary>
    internal enum Scheme
    {
        None,

        /// <summary>The caller's own bearer token; on Web the session's.</summary>
        Bearer,

        /// <summary>A name and a password. Source: RFC 7617.</summary>
        Basic,

        /// <summary>A secret in a header or in the query.</summary>
        ApiKey,

        /// <summary>A token that the gateway gets for itself. Source: RFC 6749 §4.4.</summary>
        ClientCredentials,
    }

    public Scheme Kind { get; init; }

    /// <summary>Of Basic.</summary>
    public string? Username { get; init; }

    /// <summary>Of Basic, from a secret store.</summary>
    public string? Password { get; init; }

    /// <summary>Of ApiKey: the header that carries it; default <c>X-Api-Key</c> where no parameter is named.</summary>
    public string? Header { get; init; }

    /// <summary>Of ApiKey: the query parameter that carries it, for sources that know no other way.</summary>
    public string? QueryParameter { get; init; }

    /// <summary>Of ApiKey: the secret, from a secret store.</summary>
    public string? Key { get; init; }

    /// <summary>Of ClientCredentials: https, or http to loopback.</summary>
    public Uri? TokenEndpoint { get; init; }

    public string? ClientId { get; init; }

    /// <summary>Of ClientCredentials, from a secret store.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Of ClientCredentials: asked for, apart by spaces; null leaves it to the issuer.</summary>
    public string? Scope { get; init; }

    /// <summary>Of ClientCredentials: RFC 8707's resource; null leaves it out.</summary>
    public string? Resource { get; init; }

    /// <param name="path">The record's configuration path.</param>
    /// <param name="source">The source's address: secrets are sent over https, or to loopback.</param>
    public IReadOnlyList<SettingProblem> Validate(string path, Uri? source)
    {
        var problems = new SettingProblems(path);
        foreach (var (name, value) in Needed)
        {
            problems.Require(!string.IsNullOrEmpty(value), name, "Missing.", $"Set it: {Kind} needs it.");
        }

        problems.Require(
            Kind == Scheme.None || source is null || IsGuarded(source),
            nameof(Kind),
            "Credentials over http to another machine.",
            "Use https.");
        problems.Require(
            TokenEndpoint is null || IsGuarded(TokenEndpoint),
            nameof(TokenEndpoint),
            "A secret over http to another machine.",
            "Use https.");
        problems.Require(
            Header is null || QueryParameter is null, nameof(Header), "Both a header and a parameter.",
            "Name one of them.");
        problems.Require(
            Header is null || (Header.Length > 0 && Header.All(IsHeaderCharacter)),
            nameof(Header),
            "Not the name of a header.",
            "Use letters, digits and hyphens.");
        return problems.All;
    }

    /// <summary>Whether a secret may be sent there as it is: https, or loopback.</summary>
    public static bool IsGuarded(Uri address) => address.Scheme == "https" || address.IsLoopback;

    /// <summary>Nothing secret.</summary>
    public override string ToString() => $"SourceCredentialOptions({Kind})";

    private (string Name, string? Value)[] Needed => Kind switch
    {
        Scheme.Basic => [(nameof(Username), Username), (nameof(Password), Password)],
        Scheme.ApiKey => [(nameof(Key), Key)],
        Scheme.ClientCredentials =>
        [
            (nameof(TokenEndpoint), TokenEndpoint?.OriginalString), (nameof(ClientId), ClientId),
            (nameof(ClientSecret), ClientSecret),
        ],
        _ => [],
    };

    private static bool IsHeaderCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '-' or '_';
}
