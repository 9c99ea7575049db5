using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Common.Configuration;
using Gateway.Common.Hosting;
using Gateway.Common.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Common.Tests.Transport;

/// <summary>An open host on a real server: what HTTP alone decides.</summary>
public sealed class OpenHostTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bff-open");
    private WebApplication? _host;
    private HttpClient? _client;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "a.graphql"), "type Query { hello: String } type Mutation { act: String }");
        var application = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Development",
            ContentRootPath = _folder.FullName,
        });
        application.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Gateway:Access"] = "Open",
            ["Gateway:Limits:BodyBytesMax"] = "10000",
            ["Gateway:Sources:a:Kind"] = "GraphQL",
            ["Gateway:Sources:a:Contract"] = "a.graphql",
            ["Gateway:Sources:a:Url"] = "http://127.0.0.1:1",
        });
        application.Logging.ClearProviders();
        _host = application.AddGateway(HostProfile.Mobile).Build().MapGateway();
        await _host.StartAsync();
        _client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(_host.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("POST", "/graphql", "application/json", """{"query":"{ __typename }"}""", 200, null)]
    [InlineData("POST", "/graphql", "text/plain", """{"query":"{ __typename }"}""", 415, "MEDIA_TYPE_UNSUPPORTED")]
    [InlineData("POST", "/graphql", "application/x-www-form-urlencoded", "query=%7B__typename%7D", 415, "MEDIA_TYPE_UNSUPPORTED")]
    [InlineData("POST", "/graphql", "application/json", "{", 400, "BODY_MALFORMED")]
    [InlineData("POST", "/graphql", "application/json", """[{"query":"{ __typename }"}]""", 400, "BATCH_NOT_SUPPORTED")]
    [InlineData("POST", "/graphql", "application/json", "{}", 400, "DOCUMENT_MISSING")]
    [InlineData("POST", "/graphql", "application/json", """{"query":"{"}""", 200, "GRAPHQL_PARSE_FAILED")]
    [InlineData("POST", "/graphql", "application/json", """{"query":"{ nothing }"}""", 200, "FIELD_UNKNOWN")]
    [InlineData("POST", "/graphql", "application/json", """{"documentId":"sha256:00"}""", 404, "DOCUMENT_UNKNOWN")]
    [InlineData("GET", "/graphql?query=%7B__typename%7D", null, null, 200, null)]
    [InlineData("GET", "/graphql?query=mutation%7B__typename%7D", null, null, 405, "MUTATION_NOT_ALLOWED")]
    [InlineData("GET", "/graphql?query=a&query=b", null, null, 400, "PARAMETER_INVALID")]
    [InlineData("GET", "/graphql?query=%7B__typename%7D&variables=1", null, null, 400, "PARAMETER_INVALID")]
    [InlineData("PUT", "/graphql", "application/json", "{}", 405, "METHOD_NOT_ALLOWED")]
    [InlineData("DELETE", "/graphql", null, null, 405, "METHOD_NOT_ALLOWED")]
    [InlineData("GET", "/graphql?api_key=1", null, null, 401, "API_KEY_IN_URL")]
    [InlineData("GET", "/health/live?access_token=1", null, null, 401, "API_KEY_IN_URL")]
    [InlineData("GET", "/health/live", null, null, 200, null)]
    [InlineData("GET", "/health/ready", null, null, 200, null)]
    [InlineData("POST", "/health/live", null, null, 405, "METHOD_NOT_ALLOWED")]
    [InlineData("GET", "/nothing", null, null, 404, "NOT_FOUND")]
    public async Task A_request_is_answered_with_status_and_code(
        string method, string path, string? contentType, string? body, int status, string? code)
    {
        using var request = Request(method, path, contentType, body is null ? null : Encoding.UTF8.GetBytes(body));
        using var answer = await _client!.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, await CodeOf(answer));
        Assert.Equal(status == 405, answer.Content.Headers.Allow.Count > 0);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData(null, 10_001, 413, "BODY_TOO_LARGE")]
    [InlineData("gzip", 1_000_000, 413, "BODY_TOO_LARGE")]
    [InlineData("br", 1_000_000, 413, "BODY_TOO_LARGE")]
    [InlineData("gzip", 100, 200, null)]
    [InlineData("br", 100, 200, null)]
    [InlineData("deflate", 100, 415, "ENCODING_UNSUPPORTED")]
    public async Task Bodies_are_bounded_before_and_after_decompression(
        string? encoding, int length, int status, string? code)
    {
        var json = """{"query":"{ __typename }"}""" + new string(' ', length);
        using var request = Request("POST", "/graphql", "application/json", Compress(json, encoding));
        if (encoding is not null)
        {
            request.Content!.Headers.ContentEncoding.Add(encoding);
        }

        using var answer = await _client!.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, await CodeOf(answer));
    }

    [Theory]
    [InlineData("order-17", true)]
    [InlineData("with space", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123x", false)]
    public async Task A_correlation_id_is_taken_over_or_replaced(string given, bool isTaken)
    {
        using var request = Request("GET", "/health/live", null, null);
        request.Headers.TryAddWithoutValidation("X-Correlation-Id", given);
        using var answer = await _client!.SendAsync(request, TestContext.Current.CancellationToken);

        var id = Assert.Single(answer.Headers.GetValues("X-Correlation-Id"));
        Assert.Equal(isTaken, id == given);
        Assert.InRange(id.Length, 1, 64);
    }

    [Fact]
    public async Task What_the_client_does_not_take_is_not_acceptable()
    {
        using var request = Request("POST", "/graphql", "application/json", "{}"u8.ToArray());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var answer = await _client!.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
    }

    [Fact]
    public void Every_endpoint_says_who_may_reach_it() => Assert.All(
        _host!.Services.GetRequiredService<EndpointDataSource>().Endpoints,
        endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<EndpointAccess>()));

    private static HttpRequestMessage Request(string method, string path, string? contentType, byte[]? body)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return request;
    }

    private static byte[] Compress(string text, string? encoding)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var buffer = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(buffer, CompressionLevel.Optimal, leaveOpen: true),
            _ => new BufferedStream(buffer),
        })
        {
            stream.Write(bytes);
            stream.Flush();
            return encoding is "gzip" or "br" ? Finish(stream, buffer) : buffer.ToArray();
        }
    }

    private static byte[] Finish(Stream stream, MemoryStream buffer)
    {
        stream.Dispose();
        return buffer.ToArray();
    }

    private static async Task<string?> CodeOf(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("errors", out var errors)
            ? errors[0].GetProperty("extensions").GetProperty("code").GetString()
            : json.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}
