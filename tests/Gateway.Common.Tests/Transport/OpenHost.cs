using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Common.Configuration;
using Gateway.Common.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Tests.Transport;

/// <summary>An open host on a real server, over one GraphQL source that nobody answers for.</summary>
internal sealed class OpenHost : IAsyncDisposable
{
    private const string Sdl = "type Query { hello: String } type Mutation { act: String }";

    private readonly DirectoryInfo _folder;

    private OpenHost(DirectoryInfo folder, WebApplication application)
    {
        _folder = folder;
        Application = application;
        Client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(application.Urls.First()) };
    }

    public WebApplication Application { get; }

    /// <summary>Undoes no compression and adds no header.</summary>
    public HttpClient Client { get; }

    public static Task<OpenHost> StartAsync(params (string Key, string Value)[] settings) =>
        StartOverAsync(Sdl, settings);

    /// <param name="sdl">Of the only source, <c>a</c>.</param>
    /// <param name="settings">Below <c>Gateway</c>.</param>
    public static async Task<OpenHost> StartOverAsync(string sdl, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("bff-open");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.graphql"), sdl);
        Directory.CreateDirectory(Path.Combine(folder.FullName, "operations"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "operations/trusted.graphql"), "query Trusted { t: __typename }");
        var application = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Development",
            ContentRootPath = folder.FullName,
        });
        application.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Gateway:Access"] = "Open",
            ["Gateway:Sources:a:Kind"] = "GraphQL",
            ["Gateway:Sources:a:Contract"] = "a.graphql",
            ["Gateway:Sources:a:Url"] = "http://127.0.0.1:1",
        });
        application.Configuration.AddInMemoryCollection(
            settings.Select(static setting => KeyValuePair.Create($"Gateway:{setting.Key}", (string?)setting.Value)));
        application.Logging.ClearProviders();
        var builder = await application.AddGatewayAsync(HostProfile.Mobile);
        var host = builder.Build().MapGateway();
        await host.StartAsync();
        return new OpenHost(folder, host);
    }

    /// <param name="method">Of HTTP.</param>
    /// <param name="path">With its query.</param>
    /// <param name="contentType">As it is written; null for none.</param>
    /// <param name="body">Null for none.</param>
    /// <param name="headers">Sent as they are.</param>
    public async Task<HttpResponseMessage> SendAsync(
        string method, string path, string? contentType, byte[]? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        foreach (var (name, value) in headers)
        {
            HttpHeaders target = name.StartsWith("Content-", StringComparison.Ordinal)
                ? request.Content!.Headers
                : request.Headers;
            Assert.True(target.TryAddWithoutValidation(name, value), name);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<HttpResponseMessage> PostAsync(
        HttpContent content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> PostAsync(string body, params (string Name, string Value)[] headers) =>
        SendAsync("POST", "/graphql", "application/json", Encoding.UTF8.GetBytes(body), headers);

    /// <summary>The stable code of a problem or of the first GraphQL error; null for none.</summary>
    public static async Task<string?> CodeOf(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("errors", out var errors)
            ? errors[0].GetProperty("extensions").GetProperty("code").GetString()
            : json.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Application.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
