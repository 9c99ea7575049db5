using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Execution;
using Gateway.Common.Language;
using Gateway.Common.Pipeline;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.GraphQL;
using Gateway.Common.Validation;

namespace Gateway.Common.Tests.Performance;

/// <summary>What noise cannot hide: bytes allocated by a warm request, held under committed bounds.</summary>
public sealed class AllocationTests
{
    /// <summary>Measured at 3.1 KB: two fetches over canned answers, everything but the wire.</summary>
    private const int RequestBytesMax = 8 * 1024;

    /// <summary>
    /// Measured at 24, the growth of the lists of keys; an enumerator or a string for each entity would be more.
    /// </summary>
    private const int EntityBytesMax = 48;

    private const int FewEntities = 8;
    private const int ManyEntities = 2008;
    private const int WarmRuns = 50;
    private const int Runs = 20;

    [Fact]
    public async Task A_warm_request_allocates_little() =>
        Assert.InRange(await BytesAsync(FewEntities), 1, RequestBytesMax);

    [Fact]
    public async Task An_entity_costs_no_object_of_its_own()
    {
        var few = await BytesAsync(FewEntities);
        var many = await BytesAsync(ManyEntities);
        Assert.InRange((many - few) / (ManyEntities - FewEntities), -EntityBytesMax, EntityBytesMax);
    }

    private static async Task<long> BytesAsync(int entities)
    {
        var plan = Plan(entities);
        using var output = new PooledBytes();
        var least = await WarmRequest.LeastBytesAsync(plan, output, WarmRuns, Runs);
        Assert.StartsWith("{\"data\":{\"things\":[{\"id\":\"1\",\"name\":\"n1\"}", Encoding.UTF8.GetString(output.Span), StringComparison.Ordinal);
        return least;
    }

    /// <summary>Each entity stands twice in the list, so that half of the rows are copies.</summary>
    private static ExecutablePlan Plan(int entities)
    {
        var keys = Enumerable.Range(1, entities / 2);
        var list = string.Join(',', keys.Concat(keys).Select(key => $$"""{"id":"{{key}}"}"""));
        var names = string.Join(',', keys.Select(key => $$"""{"__typename":"Thing","name":"n{{key}}"}"""));
        var sources = new Dictionary<string, Source>
        {
            ["list"] = Canned("list", $$$"""{"data":{"things":[{{{list}}}]}}"""),
            ["names"] = Canned("names", $$$"""{"data":{"_entities":[{{{names}}}]}}"""),
        };
        var composed = SchemaComposer.Compose([
            Schema("list", "type Query { things: [Thing!]! } type Thing @key(fields: \"id\") { id: ID! }"),
            Schema("names", "type Query { unused: Int } type Thing @key(fields: \"id\") { id: ID! name: String }"),
        ]);
        Assert.True(composed.Supergraph is not null, string.Join('\n', composed.Errors));
        var preparer = new OperationPreparer(
            composed.Supergraph, sources, ParserOptions.Default, ValidationOptions.Default, DocumentLimits.None);
        var (operation, error) = preparer.Prepare("{ things { id name } }"u8.ToArray(), null, isTrusted: true);
        Assert.Null(error);
        return operation!.Plan;
    }

    private static GraphQLSource Canned(string name, string answer) =>
        new(name, new CannedSender(Encoding.UTF8.GetBytes(answer)));

    private static SourceSchema Schema(string name, string sdl)
    {
        const string Link = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.3\", import: [\"@key\"]) ";
        var built = SchemaBuilder.Build(Parser.Parse(Link + sdl), SchemaBuildOptions.SourceSchema);
        Assert.True(built.IsSuccess, string.Join('\n', built.Diagnostics));
        return new SourceSchema(name, SourceKind.GraphQL, built.Schema, "http://127.0.0.1");
    }
}
