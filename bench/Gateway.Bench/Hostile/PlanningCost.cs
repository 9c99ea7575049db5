using Gateway.Bench.Measuring;
using Gateway.Common.Composition;
using Gateway.Common.Language;
using Gateway.Common.Planning;
using Gateway.Common.Schema;
using Gateway.Testing;

namespace Gateway.Bench.Hostile;

/// <summary>What the planning of one hostile operation costs, whatever comes of it.</summary>
/// <param name="Name">As <see cref="HostilePlans.Make"/> knows it.</param>
/// <param name="Outcome">How many fetches, or the code of a refusal.</param>
/// <param name="CpuMilliseconds">Of the whole process, a run each.</param>
/// <param name="AllocatedBytes">Of the planning thread, a run each.</param>
internal sealed record PlanningCost(string Name, string Outcome, Samples CpuMilliseconds, Samples AllocatedBytes)
{
    public const double CpuMillisecondsMax = 1_000;

    private const int WarmRounds = 3;

    /// <summary>The shapes that planning is known to be attacked by.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "wide-union", "deep-interface", "requiring-each-other", "requiring-below", "requiring-below-context",
        "requirement-layers", "requirement-layers-context", "required-interface", "many-fields",
    ];

    public bool IsLate =>
        CpuMilliseconds.Median >= CpuMillisecondsMax || AllocatedBytes.Median >= HostilePlans.AllocatedBytesMax;

    public static PlanningCost Measure(string name, int runs)
    {
        var (sources, operation) = HostilePlans.Make(name);
        var planner = new Planner(Merge(sources));
        var document = Parser.Parse(operation);
        var cost = new PlanningCost(name, Plan(planner, document), new Samples(), new Samples());
        for (var round = -WarmRounds; round < runs; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var before = Environment.CpuUsage.TotalTime;
            Plan(planner, document);
            var spent = Environment.CpuUsage.TotalTime - before;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (round >= 0)
            {
                cost.CpuMilliseconds.Add(spent.TotalMilliseconds);
                cost.AllocatedBytes.Add(allocated);
            }
        }

        return cost;
    }

    /// <remarks>As read from a supergraph that others composed: nothing says that all can be answered.</remarks>
    private static Supergraph Merge(IEnumerable<(string Name, string Sdl)> sources)
    {
        var errors = new ErrorLog();
        return SchemaComposer.Merge(
            [
                .. sources.Select(static source => new SourceSchema(
                    source.Name,
                    SourceKind.GraphQL,
                    SchemaBuilder.BuildOrThrow(Parser.Parse(source.Sdl), SchemaBuildOptions.SourceSchema),
                    $"http://{source.Name}.test")),
            ],
            errors) ?? throw new BenchException(string.Join('\n', errors.Errors));
    }

    private static string Plan(Planner planner, DocumentNode document)
    {
        try
        {
            var plan = planner.Plan(document, document.Definitions.OfType<OperationDefinitionNode>().Single());
            return $"{plan.Fetches.Count} fetches";
        }
        catch (PlanLimitException)
        {
            return PlanLimitException.Code;
        }
        catch (PlanException)
        {
            return PlanException.Code;
        }
    }
}
