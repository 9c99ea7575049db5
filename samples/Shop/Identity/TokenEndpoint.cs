using System.Text.Json.Nodes;

namespace Shop.Identity;

/// <summary>Exchanges codes, refresh tokens and client credentials for tokens (RFC 6749 §4.1.3, §4.4, §6).</summary>
internal sealed class TokenEndpoint(
    IReadOnlyList<OAuthClient> clients, CodeStore codes, RefreshStore refreshes, TokenIssuer issuer, TimeProvider time)
{
    public event Action<JsonObject>? Issued;

    public async Task<IResult> AnswerAsync(HttpRequest request)
    {
        HttpResponse response = request.HttpContext.Response;
        response.Headers.CacheControl = "no-store";
        try
        {
            Parameters form = await Parameters.OfFormAsync(request);
            OAuthClient client = ClientAuthentication.Authenticate(request, form, clients);
            return Results.Json(Exchange(form, client));
        }
        catch (OAuthException error)
        {
            if (error.Status == StatusCodes.Status401Unauthorized)
                response.Headers.WWWAuthenticate = "Basic realm=\"shop\"";
            var body = new JsonObject { ["error"] = error.Error, ["error_description"] = error.Message };
            return Results.Json(body, statusCode: error.Status);
        }
    }

    /// <summary>Development only: the tokens that a finished login with client <c>mobile</c> would bring.</summary>
    public JsonObject IssueWithoutLogin(ShopUser user)
    {
        OAuthClient mobile = clients.Single(client => client.Id == "mobile");
        var grant = new Grant(mobile, user, string.Join(' ', OAuthClient.Scopes), time.GetUtcNow());
        return Answer(grant, refreshes.Start(grant, out _));
    }

    private JsonObject Exchange(Parameters form, OAuthClient client)
    {
        string grantType = form.Require("grant_type");
        if (grantType is not (GrantType.AuthorizationCode or GrantType.RefreshToken or GrantType.ClientCredentials))
            throw new OAuthException("unsupported_grant_type", "This grant type is unknown.");
        if (!client.Grants.Contains(grantType))
            throw new OAuthException("unauthorized_client", "The client may not use this grant type.");
        return grantType switch
        {
            GrantType.AuthorizationCode => RedeemCode(form, client),
            GrantType.RefreshToken => Refresh(form, client),
            _ => Answer(new Grant(client, null, ScopeOfClient(form), time.GetUtcNow()), refreshToken: null),
        };
    }

    private JsonObject RedeemCode(Parameters form, OAuthClient client)
    {
        string code = form.Require("code");
        PendingCode? pending = codes.Take(code, out string? familyOfFirstUse);
        if (familyOfFirstUse is not null) refreshes.Revoke(familyOfFirstUse);
        if (pending is null
            || pending.Grant.Client.Id != client.Id
            || pending.RedirectUri != form.Find("redirect_uri")
            || !Pkce.Proves(form.Find("code_verifier"), pending.Challenge))
            throw OAuthException.InvalidGrant("The code is no good.");
        string refreshToken = refreshes.Start(pending.Grant, out string family);
        codes.Remember(code, family);
        return Answer(pending.Grant, refreshToken);
    }

    private JsonObject Refresh(Parameters form, OAuthClient client)
    {
        Grant grant = refreshes.Rotate(form.Require("refresh_token"), client, out string next)
            ?? throw OAuthException.InvalidGrant("The refresh token is no good.");
        return Answer(grant, next);
    }

    private JsonObject Answer(Grant grant, string? refreshToken)
    {
        var answer = new JsonObject
        {
            ["access_token"] = issuer.AccessToken(grant),
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)TokenIssuer.Lifetime.TotalSeconds,
            ["scope"] = grant.Scope,
        };
        if (refreshToken is not null) answer["refresh_token"] = refreshToken;
        if (grant.User is not null && grant.Scope.Split(' ').Contains("openid"))
            answer["id_token"] = issuer.IdentityToken(grant);
        Issued?.Invoke(answer);
        return answer;
    }

    // What concerns a user makes no sense without one.
    private static string ScopeOfClient(Parameters form)
    {
        string scope = form.Find("scope") ?? "shop";
        return scope == "shop" ? scope : throw new OAuthException("invalid_scope", "Only 'shop' is granted.");
    }
}
