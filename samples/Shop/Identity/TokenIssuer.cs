using System.Text.Json.Nodes;

namespace Shop.Identity;

/// <summary>What a client may have: granted to it for a user, or for itself where there is no user.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="User">Null for client credentials.</param>
/// <param name="Scope">Space-separated.</param>
/// <param name="LoggedInAt">When the user typed the password.</param>
/// <param name="Nonce">Repeated in the identity token.</param>
internal sealed record Grant(
    OAuthClient Client, ShopUser? User, string Scope, DateTimeOffset LoggedInAt, string? Nonce = null);

/// <summary>Turns grants into tokens.</summary>
/// <remarks>Source: RFC 9068 §2.2 (access tokens); OpenID Connect Core §2 (identity tokens).</remarks>
internal sealed class TokenIssuer(Jwt jwt, TimeProvider time, Func<string> issuer)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const string AccessTokenType = "at+jwt";

    public string AccessToken(Grant grant, TokenForgery? forgery = null)
    {
        JsonObject claims = Claims(grant, grant.Client.Audience, forgery?.ExpiresIn ?? Lifetime);
        claims["client_id"] = grant.Client.Id;
        claims["scope"] = grant.Scope;
        if (grant.User is not null) claims["customer_id"] = grant.User.Customer.Id;
        if (grant.Client.Customers.Count > 0) claims["customers"] = StringArray(grant.Client.Customers);
        foreach ((string name, object value) in forgery?.Claims ?? new Dictionary<string, object>())
            claims[name] = value is IEnumerable<string> texts ? StringArray(texts) : JsonValue.Create(value);
        foreach (string name in forgery?.WithoutClaims ?? []) claims.Remove(name);
        return jwt.Sign(AccessTokenType, claims, forgery);
    }

    public string IdentityToken(Grant grant)
    {
        JsonObject claims = Claims(grant, grant.Client.Id, Lifetime);
        claims["auth_time"] = grant.LoggedInAt.ToUnixTimeSeconds();
        if (grant.Nonce is not null) claims["nonce"] = grant.Nonce;
        if (grant.User is not null) AddProfile(claims, grant.User, grant.Scope);
        return jwt.Sign("JWT", claims);
    }

    public static void AddProfile(JsonObject claims, ShopUser user, string scope)
    {
        string[] scopes = scope.Split(' ');
        claims["customer_id"] = user.Customer.Id;
        if (scopes.Contains("email")) claims["email"] = user.Customer.Email;
        if (!scopes.Contains("profile")) return;
        claims["name"] = $"{user.Customer.FirstName} {user.Customer.LastName}";
        claims["given_name"] = user.Customer.FirstName;
        claims["family_name"] = user.Customer.LastName;
        claims["preferred_username"] = user.Username;
    }

    /// <summary>The claims of an access token that this provider issued and that has not expired; else null.</summary>
    public JsonObject? ReadAccessToken(string token)
    {
        JsonObject? claims = jwt.Verify(token);
        bool alive = claims?["exp"]?.GetValue<long>() > time.GetUtcNow().ToUnixTimeSeconds();
        return alive && claims?["scope"] is not null ? claims : null;
    }

    /// <summary>The claims of an identity token that this provider issued, expired or not; else null.</summary>
    public JsonObject? ReadIdentityToken(string token) =>
        jwt.Verify(token) is { } claims && claims["auth_time"] is not null ? claims : null;

    private JsonObject Claims(Grant grant, string audience, TimeSpan lifetime)
    {
        DateTimeOffset now = time.GetUtcNow();
        return new JsonObject
        {
            ["iss"] = issuer(),
            ["sub"] = grant.User?.Subject ?? grant.Client.Id,
            ["aud"] = audience,
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["jti"] = Secrets.New(),
        };
    }

    private static JsonArray StringArray(IEnumerable<string> texts) =>
        new([.. texts.Select(text => JsonValue.Create(text))]);
}
