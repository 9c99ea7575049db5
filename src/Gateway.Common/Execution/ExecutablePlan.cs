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
    public static ExecutablePlan Compile(QueryPlan plan, IReadOnlyDictionary<string, Source> sources)
    {
        var fetches = new CompiledFetch[plan.Fetches.Count];
        var dependencies = new int[fetches.Length];
        for (var id = 0; id < fetches.Length; id++)
        {
            var fetch = plan.Fetches[id];
            fetches[id] = sources[fetch.Source].Compile(fetch, plan.Variables);
            dependencies[id] = fetch.DependsOn.Count;
        }

        return new ExecutablePlan(plan, fetches, DependentsOf(plan), dependencies);
    }

    private static int[][] DependentsOf(QueryPlan plan)
    {
        var counts = new int[plan.Fetches.Count];
        foreach (var fetch in plan.Fetches)
        {
            foreach (var earlier in fetch.DependsOn)
            {
                counts[earlier]++;
            }
        }

        var dependents = new int[counts.Length][];
        for (var id = 0; id < counts.Length; id++)
        {
            dependents[id] = counts[id] == 0 ? [] : new int[counts[id]];
        }

        // From the last one back, each list is filled from its end.
        for (var id = counts.Length - 1; id >= 0; id--)
        {
            foreach (var earlier in plan.Fetches[id].DependsOn)
            {
                dependents[earlier][--counts[earlier]] = id;
            }
        }

        return dependents;
    }
}
