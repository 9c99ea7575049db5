using System.Text;
using System.Text.Json;

namespace Bff.EndToEnd.Hosts;

/// <summary>What a host answered, read to its end.</summary>
internal sealed record HostAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonElement.Parse(Bytes);

    /// <summary>The stable code of a problem or of the first GraphQL error.</summary>
    public string? Code =>
        Json.TryGetProperty("errors", out var errors)
            ? errors[0].GetProperty("extensions").GetProperty("code").GetString()
            : Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>
/// Plain HTTP calls to a host: no redirect is followed, no cookie kept, any certificate of this machine taken.
/// </summary>
internal sealed class HostClient(string origin) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        SslOptions = new()
        {
            RemoteCertificateValidationCallback = static (_, certificate, _, _) =>
                certificate?.Subject == "CN=localhost",
        },
    });

    public Task<HostAnswer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, body: null, headers);

    public Task<HostAnswer> PostAsync(string path, string body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, headers);

    /// <param name="method">Of HTTP.</param>
    /// <param name="path">With its query.</param>
    /// <param name="body">JSON; null for none.</param>
    /// <param name="headers">Sent as they are.</param>
    public async Task<HostAnswer> SendAsync(
        HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(method, path, content, headers);
    }

    /// <param name="method">Of HTTP.</param>
    /// <param name="path">With its query.</param>
    /// <param name="content">Null for none.</param>
    /// <param name="headers">Sent as they are.</param>
    public async Task<HostAnswer> SendAsync(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(method, new Uri(origin + path));
        request.Content = content;
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        }

        using var response = await _http.SendAsync(request, cancel);
        return new HostAnswer(
            (int)response.StatusCode,
            response.Headers.Concat(response.Content.Headers).ToDictionary(
                static header => header.Key,
                static header => string.Join('\n', header.Value),
                StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsByteArrayAsync(cancel));
    }

    public void Dispose() => _http.Dispose();
}
