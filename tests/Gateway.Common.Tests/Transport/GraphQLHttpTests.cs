using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Gateway.Common.Tests.Transport;

/// <summary>What settings change of GraphQL over HTTP, on a real server.</summary>
public sealed class GraphQLHttpTests
{
    private const string Response = "application/graphql-response+json";
    private const string Json = "application/json";
    private const string Failing = """{"query":"{ hello }"}""";
    private const string SchemaQuery = """{"query":"{ __schema { types { name description fields { name } } } }"}""";

    /// <summary>The newest draft: 294 for data with errors, 422 for a well-formed request that cannot be run.</summary>
    [Theory]
    [InlineData("""{"query":"{ __typename }"}""", Response, 200)]
    [InlineData(Failing, Response, 294)]
    [InlineData("""{"query":"{"}""", Response, 400)]
    [InlineData("""{"query":"{ nothing }"}""", Response, 422)]
    [InlineData("""{"query":"query A { hello } query B { hello }"}""", Response, 422)]
    [InlineData("""{"query":"query ($x: Boolean!) { __typename @skip(if: $x) }","variables":{"x":null}}""", Response, 422)]
    [InlineData("""{"query":"{ hello }","variables":[7]}""", Response, 400)]
    [InlineData("""{"query":"query ($x: Boolean = true) { __typename @skip(if: $x) }","variables":{"x":true,"x":false}}""", Response, 422)]
    [InlineData("""{"qeury":"{ hello }"}""", Response, 400)]
    [InlineData("""{"query":""", Response, 400)]
    [InlineData("NONSENSE", Response, 400)]
    [InlineData("""{"documentId":"none"}""", Response, 404)]
    [InlineData("""{"query":"{ __typename }"}""", Json, 200)]
    [InlineData(Failing, Json, 200)]
    [InlineData("""{"query":"{"}""", Json, 200)]
    [InlineData("""{"query":"{ nothing }"}""", Json, 200)]
    [InlineData("""{"query":"query ($x: Boolean!) { __typename @skip(if: $x) }"}""", Json, 200)]
    [InlineData("""{"qeury":"{ hello }"}""", Json, 400)]
    [InlineData("NONSENSE", Json, 400)]
    public async Task The_draft_profile_has_its_own_status(string body, string accept, int status)
    {
        await using var host = await OpenHost.StartAsync(("StatusProfile", "Draft"));
        using var answer = await host.PostAsync(body, ("Accept", accept));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(accept, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("utf-8", answer.Content.Headers.ContentType?.CharSet);
        using var json = JsonDocument.Parse(await ReadAsync(answer));
        var (hasData, hasErrors) = (
            json.RootElement.TryGetProperty("data", out _), json.RootElement.TryGetProperty("errors", out _));
        Assert.Equal(body == Failing || !hasErrors, hasData);
    }

    [Fact]
    public async Task HEAD_is_GET_without_the_body()
    {
        await using var host = await OpenHost.StartAsync();
        using var get = await host.SendAsync("GET", "/graphql?query=%7B__typename%7D", null, null);
        using var head = await host.SendAsync("HEAD", "/graphql?query=%7B__typename%7D", null, null);
        using var mutation = await host.SendAsync("HEAD", "/graphql?query=mutation%7B__typename%7D", null, null);

        Assert.Equal((200, 200, 405), ((int)get.StatusCode, (int)head.StatusCode, (int)mutation.StatusCode));
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await ReadAsync(head));
        Assert.Equal(["POST"], mutation.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_trusted_document_runs_by_its_id_however_it_is_sent()
    {
        await using var host = await OpenHost.StartAsync(("FreeForm", "false"));
        const string Id = "5d31ecb4ea2d6f8a8dd7ed0b0bb0d4f6e4b0c9d2f3a1b5c7d9e1f3a5b7c9d1e3";
        var id = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData("query Trusted { t: __typename }"u8));
        var extensions = $"{{\"persistedQuery\":{{\"version\":1,\"sha256Hash\":\"{id}\"}}}}";
        (string Method, string Path, string? Body)[] ways =
        [
            ("POST", "/graphql", $"{{\"documentId\":\"{id}\"}}"),
            ("POST", "/graphql", $"{{\"documentId\":\"sha256:{id}\"}}"),
            ("POST", "/graphql", $"{{\"extensions\":{extensions}}}"),
            ("POST", "/graphql", $"{{\"query\":\"query Trusted {{ t: __typename }}\",\"extensions\":{extensions}}}"),
            ("GET", $"/graphql?documentId={id}", null),
            ("GET", $"/graphql?documentId=sha256:{id}&variables=%7B%7D&operationName=Trusted", null),
            ("GET", $"/graphql?extensions={Uri.EscapeDataString(extensions)}", null),
        ];
        foreach (var (method, path, body) in ways)
        {
            using var answer = await host.SendAsync(
                method, path, body is null ? null : Json, body is null ? null : Encoding.UTF8.GetBytes(body));
            Assert.Equal("""{"data":{"t":"Query"}}""", Encoding.UTF8.GetString(await ReadAsync(answer)));
        }

        using var unknown = await host.PostAsync($"{{\"documentId\":\"{Id}\"}}");
        Assert.Equal("DOCUMENT_UNKNOWN", await OpenHost.CodeOf(unknown));
        using var free = await host.PostAsync("""{"query":"{ __typename }"}""");
        Assert.Equal("DOCUMENT_NOT_TRUSTED", await OpenHost.CodeOf(free));
    }

    [Fact]
    public async Task Persisted_queries_are_registered_where_settings_let_them()
    {
        await using var host = await OpenHost.StartAsync(("PersistedQueries:Enabled", "true"));
        const string Hash = "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38";
        const string Extensions = "{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"" + Hash + "\"}}";

        using var first = await host.PostAsync($"{{\"extensions\":{Extensions}}}");
        Assert.Equal((200, "PERSISTED_QUERY_NOT_FOUND"), ((int)first.StatusCode, await OpenHost.CodeOf(first)));
        using var strict = await host.PostAsync($"{{\"extensions\":{Extensions}}}", ("Accept", Response));
        Assert.Equal(400, (int)strict.StatusCode);
        using var sent = await host.PostAsync($"{{\"query\":\"{{__typename}}\",\"extensions\":{Extensions}}}");
        Assert.Null(await OpenHost.CodeOf(sent));
        using var again = await host.SendAsync(
            "GET", $"/graphql?extensions={Uri.EscapeDataString(Extensions)}", null, null);
        Assert.Equal("""{"data":{"__typename":"Query"}}""", Encoding.UTF8.GetString(await ReadAsync(again)));
    }

    [Theory]
    [InlineData("""[{"query":"{ a: __typename }"},{"query":"{ nothing }"},{"query":"{ c: __typename }"}]""", 200, null)]
    [InlineData("""[{"query":"{"},{"query":"{ nothing }"}]""", 400, null)]
    [InlineData("""[{},{},{},{}]""", 400, "BATCH_TOO_LARGE")]
    [InlineData("""[]""", 400, "BODY_MALFORMED")]
    public async Task An_array_is_answered_by_an_array_in_its_order(string body, int status, string? code)
    {
        await using var host = await OpenHost.StartAsync(("Batching:RequestsMax", "3"));
        using var answer = await host.PostAsync(body, ("Accept", Response));

        Assert.Equal(status, (int)answer.StatusCode);
        if (code is not null)
        {
            Assert.Equal(code, await OpenHost.CodeOf(answer));
            return;
        }

        using var json = JsonDocument.Parse(await ReadAsync(answer));
        Assert.Equal(
            JsonDocument.Parse(body).RootElement.EnumerateArray()
                .Select(static request => request.GetProperty("query").GetString()!.Contains("__typename")),
            json.RootElement.EnumerateArray().Select(static one => one.TryGetProperty("data", out _)));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, br;q=0.1", "gzip")]
    [InlineData("identity", null)]
    [InlineData(null, null)]
    public async Task A_large_answer_is_compressed_as_the_client_likes(string? accept, string? coding)
    {
        await using var host = await OpenHost.StartAsync();
        using var answer = await host.PostAsync(
            SchemaQuery, accept is null ? [] : [("Accept-Encoding", accept)]);
        using var plain = await host.PostAsync(SchemaQuery);
        var (bytes, expected) = (await ReadAsync(answer), await ReadAsync(plain));

        Assert.Equal(coding is null ? [] : [coding], answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.Equal(bytes.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(expected, Inflate(bytes, coding));
        Assert.True(coding is null || bytes.Length < expected.Length / 3);
    }

    [Theory]
    [InlineData("Compression:Enabled", "false", SchemaQuery, false)]
    [InlineData("Compression:BytesMin", "1000000", SchemaQuery, true)]
    [InlineData("Compression:Level", "1", """{"query":"{ __typename }"}""", true)]
    public async Task What_is_small_or_not_to_be_compressed_stays_as_it_is(
        string key, string value, string body, bool varies)
    {
        await using var host = await OpenHost.StartAsync((key, value));
        using var answer = await host.PostAsync(body, ("Accept-Encoding", "br, gzip"));

        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Equal(varies, answer.Headers.Vary.Contains("Accept-Encoding"));
    }

    private static Task<byte[]> ReadAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private static byte[] Inflate(byte[] bytes, string? coding)
    {
        using var buffer = new MemoryStream(bytes);
        using Stream stream = coding switch
        {
            "br" => new BrotliStream(buffer, CompressionMode.Decompress),
            "gzip" => new GZipStream(buffer, CompressionMode.Decompress),
            _ => buffer,
        };
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }
}
