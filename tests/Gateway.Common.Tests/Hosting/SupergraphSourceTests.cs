using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Hosting;
using Gateway.Common.Language;
using Gateway.Common.Schema;
using Gateway.Common.Tests.Sources.Rest;
using Gateway.Common.Tests.Transport;

namespace Gateway.Common.Tests.Hosting;

/// <summary>What settings say of a source whose address only the supergraph file names.</summary>
public sealed class SupergraphSourceTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public async Task What_calls_carry_is_carried_to_the_supergraphs_address()
    {
        await using var backend = new ScriptedServer([ScriptedServer.Answer(
            "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"data\":{\"hello\":\"world\"}}")]);
        await using var host = await StartAsync(
            backend.Address.ToString(),
            ("Sources:s:Headers:X-Tenant", "main"),
            ("Sources:s:Credentials:Kind", "ApiKey"),
            ("Sources:s:Credentials:Key", "secret"));

        using var answer = await host.PostAsync("""{"query":"{ hello }"}""");

        Assert.Equal(
            """{"data":{"hello":"world"}}""",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("X-Tenant: main\r\n", backend.Requests[0], StringComparison.Ordinal);
        Assert.Contains("X-Api-Key: secret\r\n", backend.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_without_the_callers_token_fails_its_own_fields()
    {
        await using var backend = new ScriptedServer([]);
        await using var host = await StartAsync(backend.Address.ToString(), ("Sources:s:Credentials:Kind", "Bearer"));

        using var answer = await host.PostAsync("""{"query":"{ __typename hello }"}""");

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("""{"data":{"__typename":"Query","hello":null}""", text, StringComparison.Ordinal);
        Assert.Contains("UNAUTHENTICATED", text, StringComparison.Ordinal);
        Assert.Empty(backend.Requests);
    }

    /// <summary>The supergraph's address of <c>s</c>, a setting, and why the host does not start.</summary>
    [Theory]
    [InlineData(
        "http://s.test/graphql", "Sources:s:Credentials:Kind", "Bearer",
        "s: SOURCE_ACCESS_UNSAFE: Gateway:Sources:s:Credentials:Kind: Credentials over http to another machine. "
            + "(Use https.)")]
    [InlineData(
        "https://s.test/graphql", "Sources:t:Headers:X-Tenant", "main",
        "t: SOURCE_UNKNOWN: Gateway:Sources:t: The supergraph has no such source. (It has s.)")]
    [InlineData(
        "ftp://s.test/", "Sources:s:Headers:X-Tenant", "main",
        "s: SOURCE_URL_MISSING: 'ftp://s.test/' is no http(s) address; set Gateway:Sources:s:Url.")]
    public async Task What_is_unsafe_or_unknown_there_stops_the_start(
        string address, string key, string value, string reason)
    {
        var failed = await Assert.ThrowsAsync<GatewayStartException>(() => StartAsync(address, (key, value)));

        Assert.Equal([reason], failed.Reasons);
    }

    public void Dispose() => File.Delete(_file);

    private async Task<OpenHost> StartAsync(string address, params (string Key, string Value)[] settings)
    {
        var schema = SchemaBuilder.BuildOrThrow(
            Parser.Parse(Encoding.UTF8.GetBytes("type Query { hello: String }")), SchemaBuildOptions.SourceSchema);
        var composed = SchemaComposer.Compose([new SourceSchema("s", SourceKind.GraphQL, schema, address)]);
        await File.WriteAllTextAsync(_file, JoinWriter.Write(composed.Supergraph!));
        return await OpenHost.StartAsync([("Supergraph:File", _file), .. settings]);
    }
}
