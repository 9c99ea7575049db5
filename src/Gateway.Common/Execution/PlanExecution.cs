using Gateway.Common.Results;
using Gateway.Common.Sources;

namespace Gateway.Common.Execution;

/// <summary>One request's run of a plan.</summary>
/// <remarks>
/// Shape: a fetch starts as soon as the last one it depends on was applied; sources answer side by side, answers are
/// applied one at a time under a lock that nobody waits in. The run ends when every fetch has ended; once it is
/// cancelled no other fetch starts, so a mutation's later fields do not run.
/// </remarks>
internal sealed class PlanExecution
{
    private readonly ExecutablePlan _plan;
    private readonly FetchContext _context;
    private readonly CancellationToken _cancellationToken;
    private readonly Lock _gate = new();
    private readonly int[] _waitsFor;

    private PlanExecution(ExecutablePlan plan, FetchContext context, CancellationToken cancellationToken)
    {
        _plan = plan;
        _context = context;
        _cancellationToken = cancellationToken;
        _waitsFor = [.. plan.Dependencies];
    }

    /// <summary>Fills the context's store with all that the plan's sources answer.</summary>
    /// <exception cref="ResultLimitException">The answer grew past its bounds.</exception>
    public static Task RunAsync(ExecutablePlan plan, FetchContext context, CancellationToken cancellationToken)
    {
        var execution = new PlanExecution(plan, context, cancellationToken);
        var ready = new List<Started>();
        lock (execution._gate)
        {
            for (var fetch = 0; fetch < plan.Fetches.Length; fetch++)
            {
                if (plan.Dependencies[fetch] == 0)
                {
                    execution.Start(fetch, ready);
                }
            }
        }

        return execution.SendAllAsync(ready);
    }

    private Task SendAllAsync(List<Started> ready) => ready.Count switch
    {
        0 => Task.CompletedTask,
        1 => SendAsync(ready[0]),
        _ => SendEachAsync(ready),
    };

    private Task SendEachAsync(List<Started> ready)
    {
        var sent = new Task[ready.Count];
        for (var index = 0; index < sent.Length; index++)
        {
            sent[index] = SendAsync(ready[index]);
        }

        return Task.WhenAll(sent);
    }

    private async Task SendAsync(Started started)
    {
        var ready = new List<Started>();
        using (started.Run)
        {
            await started.Run.SendAsync(_cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                started.Run.Apply(_context);
                Complete(started.Fetch, ready);
            }
        }

        await SendAllAsync(ready).ConfigureAwait(false);
    }

    /// <summary>Prepares a fetch; one that has nothing to ask for is complete at once.</summary>
    private void Start(int fetch, List<Started> ready)
    {
        if (_cancellationToken.IsCancellationRequested)
        {
            return;
        }

        foreach (var context in _plan.Plan.Fetches[fetch].Contexts)
        {
            Contexts.Carry(_context.Store, _context.RootRow, context);
        }

        if (_plan.Fetches[fetch].Prepare(_context) is { } run)
        {
            ready.Add(new Started(fetch, run));
        }
        else
        {
            Complete(fetch, ready);
        }
    }

    private void Complete(int fetch, List<Started> ready)
    {
        foreach (var link in _plan.Plan.Fetches[fetch].Links)
        {
            Links.Make(_context.Store, _context.RootRow, link);
        }

        foreach (var dependent in _plan.Dependents[fetch])
        {
            if (--_waitsFor[dependent] == 0)
            {
                Start(dependent, ready);
            }
        }
    }

    private readonly record struct Started(int Fetch, FetchRun Run);
}
