using Gateway.Common.Planning;
using Gateway.Common.Sources;

namespace Gateway.Common.Execution;

/// <summary>A plan with its fetches compiled by their sources; immutable, shared by requests.</summary>
internal sealed class ExecutablePlan
{
    private ExecutablePlan(QueryPlan plan, CompiledFetch[] fetches, int[][] dependents, int[] dependencies)
    {
        Plan = plan;
        Fetches = fetches;
        Dependents = dependents;
        Dependencies = dependencies;
    }

    public QueryPlan Plan { get; }

    public CompiledFetch[] Fetches { get; }

    /// <summary>By fetch: those that wait for it.</summary>
    public int[][] Dependents { get; }

    /// <summary>By fetch: how many it waits for.</summary>
    public int[] Dependencies { get; }

    /// <param name="plan">The plan.</param>
    /// <param name="sources">All sources by name.</param>
    public static ExecutablePlan Compile(QueryPlan plan, IReadOnlyDictionary<string, Source> sources) => new(
        plan,
        [.. plan.Fetches.Select(fetch => sources[fetch.Source].Compile(fetch, plan.Variables))],
        DependentsOf(plan),
        [.. plan.Fetches.Select(fetch => fetch.DependsOn.Count)]);

    private static int[][] DependentsOf(QueryPlan plan)
    {
        var dependents = plan.Fetches.Select(static _ => new List<int>()).ToArray();
        foreach (var fetch in plan.Fetches)
        {
            foreach (var earlier in fetch.DependsOn)
            {
                dependents[earlier].Add(fetch.Id);
            }
        }

        return [.. dependents.Select(static ids => ids.ToArray())];
    }
}
