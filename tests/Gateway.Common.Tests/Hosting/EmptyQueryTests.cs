using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Hosting.Snapshots;
using Gateway.Common.Schema;
using Gateway.Common.Tests.Sources.Rest;
using Gateway.Common.Tests.Transport;

namespace Gateway.Common.Tests.Hosting;

/// <summary>Contracts without queries: served with the query type that schemas must have, or refused.</summary>
public sealed class EmptyQueryTests : IDisposable
{
    private const string Changes = """
        openapi: 3.1.0
        info: { title: t, version: "1" }
        paths:
          /things:
            post:
              operationId: addThing
              responses:
                "200": { description: added, content: { application/json: { schema: { type: string } } } }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("changes");

    [Fact]
    public async Task A_host_over_changes_alone_serves_them_and_an_empty_query()
    {
        await using var backend = new ScriptedServer([ScriptedServer.Answer(
            "HTTP/1.1 200 OK\nContent-Type: application/json\n\n\"done\"")]);
        await using var host = await OpenHost.StartOverAsync(
            Changes, ("Sources:a:Kind", "OpenApi"), ("Sources:a:Url", backend.Address.ToString()));

        Assert.Equal("""{"data":{"addThing":"done"}}""", await AskAsync(host, "mutation { addThing }"));
        Assert.Equal(
            """{"data":{"_empty":null,"__typename":"Query"}}""", await AskAsync(host, "{ _empty __typename }"));
        Assert.Equal(
            """{"data":{"__schema":{"queryType":{"name":"Query"}}}}""",
            await AskAsync(host, "{ __schema { queryType { name } } }"));
    }

    [Fact]
    public async Task A_host_over_a_subgraph_of_changes_alone_serves_them_and_an_empty_query()
    {
        await using var backend = new ScriptedServer([ScriptedServer.Answer(
            "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"data\":{\"addThing\":\"done\"}}")]);
        await using var host = await OpenHost.StartOverAsync(
            "type Mutation { addThing: String }", ("Sources:a:Url", backend.Address.ToString()));

        Assert.Equal("""{"data":{"addThing":"done"}}""", await AskAsync(host, "mutation { addThing }"));
        Assert.Equal(
            """{"data":{"_empty":null,"again":null,"__typename":"Query"}}""",
            await AskAsync(host, "{ _empty again: _empty __typename }"));
    }

    [Theory]
    [InlineData(SourceKind.Rest, Changes, "_empty")]
    [InlineData(SourceKind.GraphQL, "type Mutation { change: Int }", "_empty")]
    [InlineData(SourceKind.GraphQL, "type Mutation { change: Int } type Query { get: Int }", "get")]
    [InlineData(SourceKind.Grpc, "service S { rpc Change(M) returns (M); } message M { string a = 1; }", "_empty")]
    [InlineData(SourceKind.Grpc, "service S { rpc Watch(M) returns (stream M); } message M { int32 a = 1; }", "_empty")]
    [InlineData(SourceKind.Grpc, "service S { rpc Get(M) returns (M); } message M { string a = 1; }", "get")]
    internal void A_contract_has_a_query_type_whatever_it_has(SourceKind kind, string contract, string fields)
    {
        var (supergraph, diagnostics) = Build(kind, contract);

        Assert.DoesNotContain(diagnostics, static diagnostic => diagnostic.IsError);
        var api = SchemaBuilder.BuildOrThrow(
            Gateway.Common.Language.Parser.Parse(SchemaPrinter.Print(supergraph!.ApiSchema)));
        Assert.Equal([fields], api.QueryType!.Fields.Select(static field => field.Name));
    }

    [Fact]
    public void A_contract_with_nothing_to_call_is_refused_by_name()
    {
        var (supergraph, diagnostics) = Build(SourceKind.Grpc, "message M { string a = 1; }");

        Assert.Null(supergraph);
        var error = Assert.Single(diagnostics, static diagnostic => diagnostic.IsError);
        Assert.Equal(CompositionErrorCodes.NoQueries, error.Code);
        Assert.Contains("(things)", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private (Supergraph? Supergraph, IReadOnlyList<SnapshotDiagnostic> Diagnostics) Build(
        SourceKind kind, string contract)
    {
        var file = Path.Combine(_folder.FullName, kind switch
        {
            SourceKind.Grpc => "things.proto",
            SourceKind.GraphQL => "things.graphql",
            _ => "things.yaml",
        });
        File.WriteAllText(file, kind == SourceKind.Grpc ? $"syntax = \"proto3\"; {contract}" : contract);
        return SupergraphBuilder.Build(new SnapshotSettings
        {
            Sources = [new SourceSettings { Name = "things", Kind = kind, Contract = file }],
        });
    }

    private static async Task<string> AskAsync(OpenHost host, string document)
    {
        using var answer = await host.PostAsync($$"""{"query":"{{document}}"}""");
        return Encoding.UTF8.GetString(
            await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
