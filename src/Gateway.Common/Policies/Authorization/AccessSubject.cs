namespace Gateway.Common.Policies.Authorization;

/// <summary>What authorization sees of a caller: plain data, whoever established it.</summary>
/// <param name="IsAuthenticated">False for an anonymous caller.</param>
/// <param name="Scopes">Granted scopes, compared ordinally.</param>
/// <param name="Claims">Claim values by claim name.</param>
internal readonly record struct AccessSubject(
    bool IsAuthenticated,
    IReadOnlySet<string> Scopes,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Claims);
