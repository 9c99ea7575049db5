using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Rest;
using Gateway.Common.Tests.Transport;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Faults;

/// <summary>A client that goes takes all its open calls along, whoever is called, in whatever round.</summary>
/// <remarks>A server of its own for each kind of source; each has to see its call end.</remarks>
public sealed class AbortTests
{
    private const string List =
        "type Query { things: [Thing] } type Thing @key(fields: \"id\") { id: ID! }";

    /// <summary>A price is asked for once its shop's currency is there.</summary>
    private const string TwoRounds = """
        extend schema
          @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@context", "@fromContext"])
        type Query { shops: [Shop] }
        type Shop @context(name: "shop") { currency: String offers: [Offer] }
        type Offer @key(fields: "id") { id: ID! price(in: String @fromContext(field: "$shop { currency }")): Int }
        """;

    private static readonly SourceKind[] Kinds =
        [SourceKind.GraphQL, SourceKind.Rest, SourceKind.Soap, SourceKind.Grpc];

    /// <summary>An operation that has a call of each kind open at once, in the first round and in the second.</summary>
    [Theory]
    [InlineData("{ graphQL(id: 1) { a } rest(id: 1) { b } soap(id: 1) { c } grpc(id: 1) { d } }")]
    [InlineData("{ things { a b c d } }")]
    public async Task Every_open_call_ends(string operation)
    {
        var servers = new Dictionary<string, FaultyServer>();
        foreach (var kind in Kinds)
        {
            servers.Add(kind.ToString(), await FaultyServer.StartAsync(
                _ => new FaultyAnswer([], End: FaultyEnd.Silence), FaultyGateway.ProtocolOf(kind)));
        }

        servers.Add("List", await FaultyServer.StartAsync(
            _ => new FaultyAnswer("""{"data":{"things":[{"id":"1"}]}}"""u8.ToArray())));
        var gateway = LocalGateway.Compose(
            Kinds.Select(kind => (kind.ToString(), kind, SdlOf(kind))).Append(("List", SourceKind.GraphQL, List)),
            source => FaultyGateway.Connect(source, servers[source.Name].Address, TimeProvider.System));
        using var client = new CancellationTokenSource();
        var running = gateway.RunAsync(operation, cancellationToken: client.Token);
        await Task.WhenAll(Kinds.Select(kind => servers[kind.ToString()].Asked));

        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Task.WhenAll(Kinds.Select(kind => servers[kind.ToString()].GivenUp))
            .WaitAsync(TestContext.Current.CancellationToken);
        foreach (var server in servers.Values)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>How many calls are answered before one is not.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_connection_that_a_client_closes_ends_the_call_of_its_host(int answered)
    {
        var calls = 0;
        await using var source = await FaultyServer.StartAsync(_ => Interlocked.Increment(ref calls) > answered
            ? new FaultyAnswer([], End: FaultyEnd.Silence)
            : new FaultyAnswer("""{"data":{"shops":[{"currency":"EUR","offers":[{"id":"1"}]}]}}"""u8.ToArray()));
        await using var host = await OpenHost.StartOverAsync(TwoRounds, ("Sources:a:Url", source.Address.ToString()));
        using var client = new CancellationTokenSource();
        using var body = new StringContent(
            """{"query":"{ shops { offers { price } } }"}""", Encoding.UTF8, "application/json");
        var running = host.Client.PostAsync("/graphql", body, client.Token);
        await source.Asked;

        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await source.GivenUp.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(answered + 1, calls);
    }

    private static string SdlOf(SourceKind kind) => kind switch
    {
        SourceKind.GraphQL => """
            type Query { graphQL(id: ID!): Thing @lookup }
            type Thing @key(fields: "id") { id: ID! a: Int }
            """,
        SourceKind.Rest => $$"""
            type Query { rest(id: ID!): Thing @lookup @rest(method: "GET", path: "/things/{id}") }
            type Thing @key(fields: "id") { id: ID! b: Int }
            {{string.Join('\n', RestDirectives.Definitions.Append(WireName.Definition))}}
            {{string.Join('\n', NamedScalars.All.Select(NamedScalars.Definition))}}
            """,
        SourceKind.Soap => """
            type Query {
              soap(id: ID!): Thing @lookup
                @soap(action: "urn:t/Get", namespace: "urn:t", request: "Get", response: "GetResponse", result: "thing")
            }
            type Thing @key(fields: "id") { id: ID! c: Int }
            """,
        _ => """
            type Query { grpc(id: ID! @proto(number: 1)): Thing @lookup @grpc(service: "t.Things", method: "Get") }
            type Thing @key(fields: "id") { id: ID! @proto(number: 1) d: Int @proto(number: 2) }
            """,
    };
}
