using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Shop.Identity;

/// <summary>Ends what a user started with a client. Source: OpenID Connect RP-Initiated Logout §2, §3.</summary>
internal sealed class LogoutEndpoint(IReadOnlyList<OAuthClient> clients, RefreshStore refreshes, TokenIssuer issuer)
{
    public async Task<IResult> AnswerAsync(HttpRequest request)
    {
        HttpContext context = request.HttpContext;
        try
        {
            Parameters parameters = HttpMethods.IsPost(request.Method)
                ? await Parameters.OfFormAsync(request)
                : Parameters.OfQuery(request);
            return LogOut(context, parameters);
        }
        catch (OAuthException error)
        {
            return LoginPage.Message(context, error.Status, "This logout cannot go on", error.Message);
        }
    }

    private IResult LogOut(HttpContext context, Parameters parameters)
    {
        JsonObject? hint = null;
        if (parameters.Find("id_token_hint") is { } token)
        {
            hint = issuer.ReadIdentityToken(token)
                ?? throw OAuthException.InvalidRequest("The id_token_hint is no good.");
        }

        string? audience = hint?["aud"]?.GetValue<string>();
        string? clientId = parameters.Find("client_id") ?? audience;
        if (audience is not null && audience != clientId)
            throw OAuthException.InvalidRequest("The id_token_hint belongs to another client.");
        if (audience is not null) refreshes.Revoke(audience, hint?["sub"]?.GetValue<string>() ?? "");

        if (parameters.Find("post_logout_redirect_uri") is not { } redirectUri)
            return LoginPage.Message(context, StatusCodes.Status200OK, "Logged out", "You are logged out of the Shop.");
        OAuthClient? client = clients.FirstOrDefault(known => known.Id == clientId);
        if (client?.PostLogoutRedirectUris.Contains(redirectUri, StringComparer.Ordinal) != true)
            throw OAuthException.InvalidRequest("The post_logout_redirect_uri is not registered for this client.");
        string? state = parameters.Find("state");
        context.Response.Headers.Location =
            state is null ? redirectUri : QueryHelpers.AddQueryString(redirectUri, "state", state);
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
