namespace Gateway.Common.Policies.Identity;

/// <summary>Refuses credentials in query strings, where logs, histories and referrers keep them.</summary>
internal static class CredentialInUrl
{
    private static readonly string[] Names =
        ["api_key", "apikey", "api-key", "x-api-key", "key", "access_token", "token"];

    /// <summary>A failure when the query string carries a key or token, by name or by the look of a value.</summary>
    /// <param name="query">
    /// The raw query string, with or without its question mark; <c>%</c> escapes are undone here.
    /// </param>
    public static AuthenticationFailure? Check(ReadOnlySpan<char> query)
    {
        if (query.Length < 2)
        {
            return null;
        }

        // Undone twice, as a proxy before us may have escaped once more.
        var text = Uri.UnescapeDataString(Uri.UnescapeDataString(query.TrimStart('?').ToString()));
        if (text.Contains(ApiKeyFormat.Prefix, StringComparison.OrdinalIgnoreCase) && HoldsKey(text))
        {
            return Refused;
        }

        foreach (var pair in text.AsSpan().SplitAny('&', ';'))
        {
            var item = text.AsSpan()[pair];
            var split = item.IndexOf('=');
            var name = (split < 0 ? item : item[..split]).Trim();
            foreach (var refused in Names)
            {
                if (name.Equals(refused, StringComparison.OrdinalIgnoreCase))
                {
                    return Refused;
                }
            }
        }

        return null;
    }

    private static AuthenticationFailure Refused { get; } =
        new(AuthenticationCodes.ApiKeyInUrl, "A credential was sent in the query string.");

    /// <summary>The prefix followed by an id and an underscore: more than a word that happens to begin so.</summary>
    private static bool HoldsKey(string text)
    {
        for (var at = text.IndexOf(ApiKeyFormat.Prefix, StringComparison.OrdinalIgnoreCase); at >= 0;
            at = text.IndexOf(ApiKeyFormat.Prefix, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var rest = text.AsSpan(at + ApiKeyFormat.Prefix.Length);
            var end = rest.IndexOf('_');
            if (end >= ApiKeyFormat.IdLengthMin && rest.Length - end > ApiKeyFormat.SecretBytes)
            {
                return true;
            }
        }

        return false;
    }
}
