using System.Text.Json;
using Shop;

namespace Bff.EndToEnd.Samples;

/// <summary>Plain HTTP calls to one sample backend.</summary>
internal static class SampleClient
{
    /// <summary>A client of its own, which follows no redirects.</summary>
    public static HttpClient Of(Backend backend) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, disposeHandler: true)
        {
            BaseAddress = backend.Url,
        };

    public static async Task<JsonDocument> GetJsonAsync(HttpClient client, string path) =>
        JsonDocument.Parse(await client.GetByteArrayAsync(path, TestContext.Current.CancellationToken));
}
