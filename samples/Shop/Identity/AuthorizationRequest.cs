namespace Shop.Identity;

/// <summary>A checked authorization request: known client, its own redirect URI, code flow with PKCE.</summary>
/// <remarks>Source: RFC 6749 §4.1.1; OpenID Connect Core §3.1.2.1; RFC 7636 §4.3.</remarks>
internal sealed record AuthorizationRequest(
    OAuthClient Client, string RedirectUri, string Scope, string Challenge, string? State, string? Nonce)
{
    /// <summary>The origin (or the private scheme) that the browser is sent back to.</summary>
    public string RedirectOrigin
    {
        get
        {
            var uri = new Uri(RedirectUri);
            return uri.Scheme is "http" or "https" ? uri.GetLeftPart(UriPartial.Authority) : uri.Scheme + ":";
        }
    }

    /// <summary>Whom an answer may be sent to. An error here must never lead to a redirect.</summary>
    public static (OAuthClient Client, string RedirectUri) ReadRecipient(
        Parameters parameters, IReadOnlyList<OAuthClient> clients)
    {
        string clientId = parameters.Require("client_id");
        OAuthClient client = clients.FirstOrDefault(known => known.Id == clientId)
            ?? throw OAuthException.InvalidRequest("The client is unknown.");
        string redirectUri = parameters.Require("redirect_uri");
        return client.RedirectUris.Contains(redirectUri, StringComparer.Ordinal)
            ? (client, redirectUri)
            : throw OAuthException.InvalidRequest("The redirect_uri is not registered for this client.");
    }

    public static AuthorizationRequest Read(Parameters parameters, OAuthClient client, string redirectUri)
    {
        if (parameters.Require("response_type") != "code")
            throw new OAuthException("unsupported_response_type", "Only 'code' is supported.");
        if (parameters.Find("prompt")?.Split(' ').Contains("none") == true)
            throw new OAuthException("login_required", "A login always needs the user.");
        string? challenge = parameters.Find("code_challenge");
        if (!Pkce.IsChallenge(challenge) || parameters.Find("code_challenge_method") != Pkce.Method)
            throw OAuthException.InvalidRequest("A code_challenge with method S256 is required.");
        return new AuthorizationRequest(
            client,
            redirectUri,
            ReadScope(parameters),
            challenge,
            parameters.Find("state"),
            parameters.Find("nonce"));
    }

    /// <summary>The asked scope, or all where none is asked for.</summary>
    public static string ReadScope(Parameters parameters)
    {
        string[] scopes = parameters.Find("scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (scopes.Except(OAuthClient.Scopes).Any())
            throw new OAuthException("invalid_scope", $"Known scopes: {string.Join(' ', OAuthClient.Scopes)}.");
        return string.Join(' ', scopes.Length == 0 ? OAuthClient.Scopes : scopes.Distinct());
    }

    /// <summary>The same request as parameters, for the login form to send again.</summary>
    public IEnumerable<(string Name, string Value)> Repeated()
    {
        yield return ("client_id", Client.Id);
        yield return ("redirect_uri", RedirectUri);
        yield return ("response_type", "code");
        yield return ("scope", Scope);
        yield return ("code_challenge", Challenge);
        yield return ("code_challenge_method", Pkce.Method);
        if (State is not null) yield return ("state", State);
        if (Nonce is not null) yield return ("nonce", Nonce);
    }
}
