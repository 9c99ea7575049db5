using System.Text;
using Gateway.Common.Composition;
using Gateway.Common.Execution;
using Gateway.Common.Language;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
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

    /// <summary>Bytes of the cheapest of some runs: whatever else the runtime does in between only adds.</summary>
    private static async Task<long> BytesAsync(int entities)
    {
        var plan = Plan(entities);
        using var output = new PooledBytes();
        var least = long.MaxValue;
        for (var run = 0; run < WarmRuns + Runs; run++)
        {
            output.Truncate(0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            await RunAsync(plan, output);
            var spent = GC.GetAllocatedBytesForCurrentThread() - before;
            least = run < WarmRuns ? least : Math.Min(least, spent);
        }

        Assert.StartsWith("{\"data\":{\"things\":[{\"id\":\"1\",\"name\":\"n1\"}", Encoding.UTF8.GetString(output.Span), StringComparison.Ordinal);
        return least;
    }

    private static async Task RunAsync(ExecutablePlan plan, PooledBytes output)
    {
        using var store = new ResultStore();
        var context = new FetchContext
        {
            Store = store,
            RootRow = store.CreateRow(plan.Plan.Root),
            IntrospectionRow = 0,
            Variables = VariableValues.Empty,
            Flags = [],
            Deadline = CallDeadline.None,
            FindClaims = static _ => [],
            EnforcesOwnership = false,
            FindHeader = static _ => null,
        };
        await PlanExecution.RunAsync(plan, context, TestContext.Current.CancellationToken);
        ResponseBody.Write(context, plan.Plan, output);
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
