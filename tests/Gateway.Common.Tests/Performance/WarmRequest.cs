using Gateway.Common.Execution;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Performance;

/// <summary>A plan's request without the wire, again and again.</summary>
internal static class WarmRequest
{
    /// <summary>Bytes of the cheapest of some runs: whatever else the runtime does in between only adds.</summary>
    /// <param name="plan">Of sources that answer at once.</param>
    /// <param name="output">Holds the last answer afterwards.</param>
    /// <param name="warmRuns">Before the measured ones.</param>
    /// <param name="runs">Measured ones.</param>
    public static async Task<long> LeastBytesAsync(ExecutablePlan plan, PooledBytes output, int warmRuns, int runs)
    {
        var least = long.MaxValue;
        for (var run = 0; run < warmRuns + runs; run++)
        {
            output.Truncate(0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            await RunAsync(plan, output);
            var spent = GC.GetAllocatedBytesForCurrentThread() - before;
            least = run < warmRuns ? least : Math.Min(least, spent);
        }

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
}
