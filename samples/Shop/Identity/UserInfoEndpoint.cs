using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace Shop.Identity;

/// <summary>Tells a client about the user of an access token. Source: OpenID Connect Core §5.3; RFC 6750 §3.</summary>
internal static class UserInfoEndpoint
{
    private const string Prefix = "Bearer ";

    public static IResult Answer(HttpRequest request, TokenIssuer issuer)
    {
        string authorization = request.Headers[HeaderNames.Authorization].ToString();
        JsonObject? claims = authorization.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? issuer.ReadAccessToken(authorization[Prefix.Length..])
            : null;
        string scope = claims?["scope"]?.GetValue<string>() ?? "";
        string? subject = claims?["sub"]?.GetValue<string>();
        ShopUser? user = ShopUser.BySubject(subject);
        if (user is null || !scope.Split(' ').Contains("openid"))
        {
            request.HttpContext.Response.Headers.WWWAuthenticate =
                claims is null ? "Bearer error=\"invalid_token\"" : "Bearer error=\"insufficient_scope\"";
            return claims is null ? Results.Unauthorized() : Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var answer = new JsonObject { ["sub"] = user.Subject };
        TokenIssuer.AddProfile(answer, user, scope);
        return Results.Json(answer);
    }
}
