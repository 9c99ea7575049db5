using System.Text.Json.Nodes;

namespace Shop.Identity;

/// <summary>What the provider says of itself. Source: OpenID Connect Discovery §3, RFC 8414 §2, RFC 9207 §3.</summary>
internal static class Discovery
{
    public static JsonObject Document(string issuer) => new()
    {
        ["issuer"] = issuer,
        ["authorization_endpoint"] = issuer + "/authorize",
        ["token_endpoint"] = issuer + "/token",
        ["userinfo_endpoint"] = issuer + "/userinfo",
        ["end_session_endpoint"] = issuer + "/logout",
        ["jwks_uri"] = issuer + "/jwks",
        ["scopes_supported"] = Strings(OAuthClient.Scopes),
        ["response_types_supported"] = Strings("code"),
        ["response_modes_supported"] = Strings("query"),
        ["grant_types_supported"] =
            Strings(GrantType.AuthorizationCode, GrantType.RefreshToken, GrantType.ClientCredentials),
        ["subject_types_supported"] = Strings("public"),
        ["id_token_signing_alg_values_supported"] = Strings(Jwt.Algorithm),
        ["token_endpoint_auth_methods_supported"] = Strings("client_secret_basic", "client_secret_post", "none"),
        ["code_challenge_methods_supported"] = Strings(Pkce.Method),
        ["prompt_values_supported"] = Strings("login"),
        ["authorization_response_iss_parameter_supported"] = true,
    };

    private static JsonArray Strings(params string[] values) => new([.. values.Select(v => JsonValue.Create(v))]);
}
