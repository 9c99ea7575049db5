using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Bff.EndToEnd.Samples;

/// <summary>Plays a browser and a client that log a user in by authorization code.</summary>
internal sealed class CodeFlow(HttpClient client)
{
    public const string WebRedirectUri = "https://web.example/bff/callback";
    public const string MobileRedirectUri = "example.shop.mobile:/callback";
    public const string Verifier = "a-verifier-of-more-than-43-characters-._~0123456789";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    public static Dictionary<string, string?> Request(string clientId) => new()
    {
        ["client_id"] = clientId,
        ["redirect_uri"] = clientId == "web" ? WebRedirectUri : MobileRedirectUri,
        ["response_type"] = "code",
        ["scope"] = "openid profile shop",
        ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
        ["code_challenge_method"] = "S256",
        ["state"] = "a state & more",
        ["nonce"] = "a-nonce",
    };

    public Task<HttpResponseMessage> ShowAsync(Dictionary<string, string?> request) =>
        client.GetAsync(QueryHelpers.AddQueryString("/authorize", request), Cancel);

    /// <summary>Sends the login form; the answer is the redirect's parameters.</summary>
    public async Task<Dictionary<string, string>> LogInAsync(Dictionary<string, string?> request, string username)
    {
        var form = new Dictionary<string, string?>(request)
        {
            ["username"] = username,
            ["password"] = username + "-password",
        };
        using HttpResponseMessage answer = await client.PostAsync("/authorize", Form(form), Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return RedirectOf(answer, request["redirect_uri"]!);
    }

    /// <summary>The parameters of a redirect that must go to this address.</summary>
    public static Dictionary<string, string> RedirectOf(HttpResponseMessage answer, string address)
    {
        string location = answer.Headers.Location!.OriginalString;
        Assert.StartsWith(address + "?", location);
        return QueryHelpers.ParseQuery(location[address.Length..]).ToDictionary(p => p.Key, p => p.Value.ToString());
    }

    /// <summary>Logs a user in with a client and redeems the code.</summary>
    public async Task<JsonElement> TokensAsync(string clientId, string username)
    {
        Dictionary<string, string> answer = await LogInAsync(Request(clientId), username);
        (HttpStatusCode status, JsonElement tokens) = await RedeemAsync(clientId, answer["code"], Verifier);
        Assert.Equal(HttpStatusCode.OK, status);
        return tokens;
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> RedeemAsync(string clientId, string code, string verifier) =>
        TokenAsync(clientId, new()
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = Request(clientId)["redirect_uri"],
            ["code_verifier"] = verifier,
        });

    public Task<(HttpStatusCode Status, JsonElement Body)> RefreshAsync(string clientId, JsonElement tokens) =>
        TokenAsync(clientId, new()
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = tokens.GetProperty("refresh_token").GetString(),
        });

    public async Task<(HttpStatusCode Status, JsonElement Body)> TokenAsync(
        string clientId, Dictionary<string, string?> parameters)
    {
        parameters["client_id"] = clientId;
        if (clientId == "web") parameters.TryAdd("client_secret", "web-secret");
        using HttpResponseMessage answer = await client.PostAsync("/token", Form(parameters), Cancel);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        using JsonDocument body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(Cancel));
        return (answer.StatusCode, body.RootElement.Clone());
    }

    /// <summary>A token's claims, unchecked.</summary>
    public static JsonElement ClaimsOf(JsonElement tokens, string name)
    {
        string payload = tokens.GetProperty(name).GetString()!.Split('.')[1];
        return JsonDocument.Parse(Base64Url.DecodeFromChars(payload)).RootElement;
    }

    private static FormUrlEncodedContent Form(Dictionary<string, string?> parameters) =>
        new(parameters.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Key, p.Value!)));
}
