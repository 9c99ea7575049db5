using System.Globalization;
using System.Text;
using Gateway.Bench.Measuring;
using Gateway.Common.Composition;
using Gateway.Common.Configuration;
using Gateway.Common.Hosting;
using Gateway.Common.Language;
using Gateway.Common.Pipeline;
using Gateway.Common.Policies.Identity;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Schema;
using Gateway.Common.Sources;
using Gateway.Common.Sources.GraphQL;
using Gateway.Common.Validation;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Bench.Hostile;

/// <summary>
/// What each hostile request costs until it is refused, and each hostile operation until it is planned; nothing being
/// kept from before.
/// </summary>
internal static class HostileRun
{
    private const double CpuMillisecondsMax = 50;
    private const int WarmRounds = 20;

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var rows = new List<string[]>();
        var late = new List<string>();
        foreach (var hostile in HostileDocuments.All)
        {
            var (pipeline, operations) = PipelineOf(hostile);
            Samples cpu = new(), bytes = new();
            for (var round = -WarmRounds; round < arguments.Runs; round++)
            {
                // A blank more each time: the same text would be refused from the cache of operations.
                var request = RequestOf(hostile, round + WarmRounds);
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                var before = Environment.CpuUsage.TotalTime;
                // A request's document is prepared on the pool; here, where what it allocates can be told.
                operations.Get(request.Document, operationName: null, isTrusted: false);
                using var reply = await pipeline.RunAsync(request, CancellationToken.None);
                var spent = Environment.CpuUsage.TotalTime - before;
                allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
                if (reply.Code != hostile.Code)
                {
                    throw new BenchException($"{hostile.Name}: {reply.Code}, not {hostile.Code}.");
                }

                if (round >= 0)
                {
                    cpu.Add(spent.TotalMilliseconds);
                    bytes.Add(allocated);
                }
            }

            if (cpu.Median >= CpuMillisecondsMax || bytes.Median >= HostileDocuments.AllocatedBytesMax)
            {
                late.Add(hostile.Name);
            }

            rows.Add(Row(hostile.Name, hostile.IsOpen ? "open" : "default", hostile.Code, cpu, bytes));
        }

        foreach (var cost in PlanningCost.Names.Select(name => PlanningCost.Measure(name, arguments.Runs)))
        {
            late.AddRange(cost.IsLate ? [cost.Name] : []);
            rows.Add(Row($"planning {cost.Name}", "–", cost.Outcome, cost.CpuMilliseconds, cost.AllocatedBytes));
        }

        await new BenchReport(
            ["request", "limits", "comes to", "CPU ms", "allocated MB"],
            rows,
            $"Median of {arguments.Runs} warm runs; CPU of the whole process.")
            .PublishAsync("hostile", arguments.Writes);
        return late.Count == 0 ? 0 : throw new BenchException(
            $"Past 50 ms or 20 MB, in planning 1 s or 200 MB: {string.Join(", ", late)}.");
    }

    private static string[] Row(string name, string limits, string outcome, Samples cpu, Samples bytes) =>
    [
        name,
        limits,
        outcome,
        cpu.Median.ToString("0.00", CultureInfo.InvariantCulture),
        (bytes.Median / (1 << 20)).ToString("0.00", CultureInfo.InvariantCulture),
    ];

    private static GatewayRequest RequestOf(HostileDocument hostile, int blanks) => new()
    {
        Caller = ClientIdentity.Anonymous,
        ClientAddress = "127.0.0.1",
        Document = Encoding.UTF8.GetBytes(new string(' ', blanks) + hostile.Document),
        Variables = Encoding.UTF8.GetBytes(hostile.Variables),
        CorrelationId = "bench",
        Deadline = CallDeadline.None,
        FindHeader = static _ => null,
    };

    private static (RequestPipeline Pipeline, OperationCache Operations) PipelineOf(HostileDocument hostile)
    {
        var limits = LimitsOptions.For(hostile.IsOpen, hostile.IsOpen);
        var schema = SchemaBuilder.BuildOrThrow(Parser.Parse(HostileDocuments.Sdl), SchemaBuildOptions.SourceSchema);
        var composed = SchemaComposer.Compose([new SourceSchema("s", SourceKind.GraphQL, schema, "http://s.test")]);
        var supergraph = composed.Supergraph ?? throw new BenchException(string.Join('\n', composed.Errors));
        var sources = new Dictionary<string, Source> { ["s"] = new GraphQLSource("s", new NoSender()) };
        var preparer = new OperationPreparer(
            supergraph,
            sources,
            HostLimits.Parser(limits),
            new ValidationOptions { ErrorsMax = limits.ErrorsMax, Introspection = hostile.IsOpen },
            HostLimits.Document(limits));
        var operations = new OperationCache(preparer);
        var snapshot = new GatewaySnapshot(supergraph, sources, TrustedDocuments.None, operations);
        var pipeline = new RequestPipeline(
            PipelineStages.For(new PipelineParts
            {
                AllowsAnonymous = true,
                AllowsFreeForm = true,
                VariableLimits = HostLimits.Variables(limits),
                Cost = HostLimits.Cost(limits, isShown: false),
                MasksRefusals = true,
                Logger = NullLogger.Instance,
            }),
            () => snapshot);
        return (pipeline, operations);
    }

    /// <summary>Nothing hostile reaches a source.</summary>
    private sealed class NoSender : ICallSender
    {
        public ValueTask<CallOutcome<SourceResponse>> SendAsync(
            SourceRequest request, FetchContext context, CancellationToken cancellationToken) =>
            throw new BenchException("A hostile request reached a source.");
    }
}
