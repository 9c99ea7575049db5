using System.IO.Compression;
using System.Net;
using System.Text;
using Gateway.Common.Transport;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Common.Tests.Transport;

/// <summary>An open host on a real server: what HTTP alone decides.</summary>
public sealed class OpenHostTests : IAsyncLifetime
{
    private OpenHost? _host;

    public async ValueTask InitializeAsync() => _host = await OpenHost.StartAsync(("Limits:BodyBytesMax", "10000"));

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? default;

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
    [InlineData("GET", "/graphql?query=%7B__typename%7D&variables=%7B%7D&operationName=&extensions=null", null, null, 200, null)]
    [InlineData("GET", "/graphql?query=%7B__typename%7D&variables=%7B%7D,%22query%22:%22%22", null, null, 400, "PARAMETER_INVALID")]
    [InlineData("GET", "/graphql?documentId=sha256:00", null, null, 404, "DOCUMENT_UNKNOWN")]
    [InlineData("GET", "/graphql", null, null, 400, "DOCUMENT_MISSING")]
    [InlineData("POST", "/graphql", "application/json; charset=utf-16", "{}", 415, "MEDIA_TYPE_UNSUPPORTED")]
    [InlineData("POST", "/graphql", "multipart/form-data; boundary=x", "--x--", 415, "MEDIA_TYPE_UNSUPPORTED")]
    [InlineData("POST", "/graphql", "application/json", "\ufeff{}", 400, "BODY_MALFORMED")]
    [InlineData("POST", "/graphql", "application/json", """{"query":"query ($x: Boolean!) { __typename @skip(if: $x) }"}""", 200, "VARIABLE_INVALID")]
    [InlineData("POST", "/graphql", "application/json", """{"query":"query ($x: Boolean = true) { __typename @skip(if: $x) }","variables":{"x":true,"x":false}}""", 200, "VARIABLE_INVALID")]
    [InlineData("POST", "/graphql", "application/json", """{"query":"{ __typename }","variables":[7]}""", 400, "PARAMETER_INVALID")]
    [InlineData("POST", "/graphql", "application/json", """{"query":"{ __typename }","variables":null,"operationName":null,"extensions":null}""", 200, null)]
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
        using var answer = await _host!.SendAsync(
            method, path, contentType, body is null ? null : Encoding.UTF8.GetBytes(body));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, await OpenHost.CodeOf(answer));
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
    [InlineData("GZIP", 100, 200, null)]
    [InlineData("x-gzip", 100, 200, null)]
    [InlineData("gzip", 9_000, 200, null)]
    [InlineData("deflate", 100, 415, "ENCODING_UNSUPPORTED")]
    [InlineData("gzip, br", 100, 415, "ENCODING_UNSUPPORTED")]
    public async Task Bodies_are_bounded_before_and_after_decompression(
        string? encoding, int length, int status, string? code)
    {
        var json = """{"query":"{ __typename }"}""" + new string(' ', length);
        using var answer = await _host!.SendAsync(
            "POST", "/graphql", "application/json", Compress(json, encoding),
            encoding is null ? [] : [("Content-Encoding", encoding)]);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, await OpenHost.CodeOf(answer));
        Assert.Equal(status == 413, answer.Headers.ConnectionClose is true);
    }

    [Theory]
    [InlineData("order-17", true)]
    [InlineData("with space", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123x", false)]
    public async Task A_correlation_id_is_taken_over_or_replaced(string given, bool isTaken)
    {
        using var answer = await _host!.SendAsync("GET", "/health/live", null, null, ("X-Correlation-Id", given));

        var id = Assert.Single(answer.Headers.GetValues("X-Correlation-Id"));
        Assert.Equal(isTaken, id == given);
        Assert.InRange(id.Length, 1, 64);
    }

    [Fact]
    public async Task What_the_client_does_not_take_is_not_acceptable()
    {
        using var answer = await _host!.PostAsync("{}", ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
    }

    [Fact]
    public void Every_endpoint_says_who_may_reach_it() => Assert.All(
        _host!.Application.Services.GetRequiredService<EndpointDataSource>().Endpoints,
        endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<EndpointAccess>()));

    private static byte[] Compress(string text, string? encoding)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var buffer = new MemoryStream();
        using (Stream stream = encoding?.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(buffer, CompressionLevel.Optimal, leaveOpen: true),
            _ => new BufferedStream(buffer),
        })
        {
            stream.Write(bytes);
            stream.Flush();
            return stream is GZipStream or BrotliStream ? Finish(stream, buffer) : buffer.ToArray();
        }
    }

    private static byte[] Finish(Stream stream, MemoryStream buffer)
    {
        stream.Dispose();
        return buffer.ToArray();
    }
}
