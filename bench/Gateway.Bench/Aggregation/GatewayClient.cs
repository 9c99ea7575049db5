using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Gateway.Bench.Aggregation;

/// <summary>HomeScreen as a phone asks for it: one request with a token and the id of a trusted document.</summary>
internal sealed class GatewayClient
{
    private const string Username = "alice";

    private readonly HttpMessageInvoker _http;
    private readonly Uri _graphql;
    private readonly AuthenticationHeaderValue _token;
    private readonly byte[] _body;

    private GatewayClient(HttpMessageInvoker http, Uri graphql, string token, byte[] document)
    {
        _http = http;
        _graphql = graphql;
        _token = new AuthenticationHeaderValue("Bearer", token);
        var id = Convert.ToHexStringLower(SHA256.HashData(document));
        _body = System.Text.Encoding.UTF8.GetBytes($$"""{"documentId":"sha256:{{id}}"}""");
    }

    /// <summary>Takes alice's token from Identity, as after a login.</summary>
    public static async Task<GatewayClient> SignInAsync(HttpMessageInvoker http, Uri host, Uri identity)
    {
        var document = await File.ReadAllBytesAsync(Repository.PathOf("src/Bff.Mobile/operations/HomeScreen.graphql"));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(identity, "dev/token"))
        {
            Content = new FormUrlEncodedContent([new("username", Username)]),
        };
        using var response = await http.SendAsync(request, CancellationToken.None);
        var answer = JsonNode.Parse(await response.Content.ReadAsByteArrayAsync());
        return answer?["access_token"]?.GetValue<string>() is { } token
            ? new GatewayClient(http, new Uri(host, "graphql"), token, document)
            : throw new BenchException($"Identity answered {(int)response.StatusCode} without a token.");
    }

    /// <returns>The answer's <c>data</c>.</returns>
    /// <exception cref="BenchException">The answer has errors.</exception>
    public async Task<JsonNode> FetchAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _graphql) { Content = new ByteArrayContent(_body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = _token;
        using var response = await _http.SendAsync(request, CancellationToken.None);
        var answer = JsonNode.Parse(await response.Content.ReadAsByteArrayAsync());
        return answer?["data"] is { } data && answer["errors"] is null
            ? data
            : throw new BenchException($"Bff.Mobile answered {(int)response.StatusCode}: {answer?.ToJsonString()}");
    }
}
