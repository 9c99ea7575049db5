using System.Text.Json;
using Gateway.Common.Composition;
using Gateway.Common.Execution;
using Gateway.Common.Language;
using Gateway.Common.Pipeline;
using Gateway.Common.Primitives;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.GraphQL;
using Gateway.Common.Validation;
using Gateway.Testing.Federation;

namespace Gateway.Common.Tests.Performance;

/// <summary>
/// What noise cannot hide of the workloads that are measured: calls, and bytes allocated by a warm request without the
/// wire, under committed bounds.
/// </summary>
public sealed class WorkloadBoundTests
{
    private const int WarmRuns = 40;
    private const int Runs = 10;

    /// <summary>A workload, its calls, and the bytes that it may allocate.</summary>
    [Theory]
    [InlineData("heavy", 6, 6_500)]
    [InlineData("mid", 4, 4_500)]
    [InlineData("small", 1, 1_300)]
    [InlineData("wide", 8, 6_500)]
    [InlineData("list", 3, 3_500)]
    public async Task A_workload_keeps_its_bounds(string name, int calls, long bytesMax)
    {
        var workload = FederationWorkload.All.Single(workload => workload.Name == name);
        var sender = new WorkloadSender();
        var plan = Plan(workload, sender);
        using var output = new PooledBytes();
        var least = await WarmRequest.LeastBytesAsync(plan, output, WarmRuns, Runs);
        Assert.True(workload.IsRight(output.Span.ToArray()), JsonSerializer.Serialize(output.Span.ToArray()));
        Assert.Equal(calls * (WarmRuns + Runs), sender.Calls);
        Assert.InRange(least, 1, bytesMax);
    }

    /// <summary>What a document costs that nobody sent before: parsed, validated, planned and compiled.</summary>
    [Theory]
    [InlineData("heavy", 160_000)]
    [InlineData("mid", 80_000)]
    [InlineData("small", 45_000)]
    public void A_document_is_prepared_within_its_bound(string name, long bytesMax)
    {
        var workload = FederationWorkload.All.Single(workload => workload.Name == name);
        var preparer = PreparerOf(new WorkloadSender());
        var least = long.MaxValue;
        for (var run = 0; run < WarmRuns; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Prepare(preparer, workload);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(least, 1, bytesMax);
    }

    private static ExecutablePlan Plan(FederationWorkload workload, ICallSender sender) =>
        Prepare(PreparerOf(sender), workload).Plan;

    private static PreparedOperation Prepare(OperationPreparer preparer, FederationWorkload workload)
    {
        var (operation, error) = preparer.Prepare(
            System.Text.Encoding.UTF8.GetBytes(workload.Query), null, isTrusted: true);
        Assert.Null(error);
        return operation!;
    }

    private static OperationPreparer PreparerOf(ICallSender sender)
    {
        var composed = SchemaComposer.Compose([.. FederationSchemas.All.Select(Read)]);
        Assert.True(composed.Supergraph is not null, string.Join('\n', composed.Errors));
        return new OperationPreparer(
            composed.Supergraph,
            FederationSchemas.All.ToDictionary(static name => name, name => (Source)new GraphQLSource(name, sender)),
            ParserOptions.Default,
            ValidationOptions.Default,
            DocumentLimits.None);
    }

    private static SourceSchema Read(string name)
    {
        var built = SchemaBuilder.Build(
            Parser.Parse(FederationSchemas.Of(name)), SchemaBuildOptions.SourceSchema);
        Assert.True(built.IsSuccess, string.Join('\n', built.Diagnostics));
        return new SourceSchema(name, SourceKind.GraphQL, built.Schema, "http://127.0.0.1");
    }
}
