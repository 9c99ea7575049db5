using System.Threading.Tasks.Sources;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
using Gateway.Common.Sources;

namespace Gateway.Common.Execution;

/// <summary>One request's run of a plan.</summary>
/// <remarks>
/// Shape: a fetch starts as soon as the last one it depends on was applied; sources answer side by side, answers are
/// applied one at a time under a lock that nobody waits in. The run ends when every fetch has ended; once it is
/// cancelled no other fetch starts, so a mutation's later fields do not run. Runs are pooled: one goes back once its
/// end was awaited, which must happen exactly once, and went well.
/// </remarks>
internal sealed class PlanExecution : IValueTaskSource
{
    /// <summary>Fetches that a run which is kept has room for.</summary>
    private const int FetchesKeptMax = 64;

    private readonly Lock _gate = new();
    private ExecutablePlan _plan = null!;
    private FetchContext _context = null!;
    private CancellationToken _cancellationToken;
    private int[] _waitsFor = [];

    /// <summary>Prepared in this order; each fetch is here at most once.</summary>
    private Started[] _ready = [];
    private ManualResetValueTaskSourceCore<bool> _end;
    private Exception? _failure;
    private int _readyCount;
    private int _sentCount;

    /// <summary>Fetches that have not ended, and whoever is about to send others.</summary>
    private int _running = 1;

    private PlanExecution()
    {
    }

    /// <summary>Fills the context's store with all that the plan's sources answer.</summary>
    /// <exception cref="ResultLimitException">The answer grew past its bounds.</exception>
    public static ValueTask RunAsync(ExecutablePlan plan, FetchContext context, CancellationToken cancellationToken)
    {
        var execution = Rent(plan, context, cancellationToken);
        var end = new ValueTask(execution, execution._end.Version);
        lock (execution._gate)
        {
            for (var fetch = 0; fetch < plan.Fetches.Length; fetch++)
            {
                if (plan.Dependencies[fetch] == 0)
                {
                    execution.Start(fetch);
                }
            }
        }

        execution.SendReady();
        execution.Leave();
        return end;
    }

    void IValueTaskSource.GetResult(short token)
    {
        _end.GetResult(token);
        Return();
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _end.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _end.OnCompleted(continuation, state, token, flags);

    private static PlanExecution Rent(
        ExecutablePlan plan, FetchContext context, CancellationToken cancellationToken)
    {
        var execution = Magazines<PlanExecution>.TryTake() ?? new PlanExecution();
        execution._plan = plan;
        execution._context = context;
        execution._cancellationToken = cancellationToken;
        var count = plan.Fetches.Length;
        if (execution._ready.Length < count)
        {
            execution._ready = new Started[count];
            execution._waitsFor = new int[count];
        }

        plan.Dependencies.CopyTo(execution._waitsFor, 0);
        return execution;
    }

    private void Return()
    {
        if (_ready.Length > FetchesKeptMax)
        {
            return;
        }

        Array.Clear(_ready, 0, _readyCount);
        _plan = null!;
        _context = null!;
        _cancellationToken = default;
        (_readyCount, _sentCount, _running) = (0, 0, 1);
        _end.Reset();
        Magazines<PlanExecution>.Put(this);
    }

    private void SendReady()
    {
        while (TryTakeReady(out var started))
        {
            Interlocked.Increment(ref _running);
            _ = SendAsync(started);
        }
    }

    private bool TryTakeReady(out Started started)
    {
        lock (_gate)
        {
            var isReady = _sentCount < _readyCount;
            started = isReady ? _ready[_sentCount++] : default;
            return isReady;
        }
    }

    private async Detached SendAsync(Started started)
    {
        try
        {
            using (started.Run)
            {
                SourceException? refused = null;
                try
                {
                    await started.Run.SendAsync(_cancellationToken);
                }
                catch (SourceException exception)
                {
                    refused = exception;
                }

                Apply(started, refused);
            }

            SendReady();
        }
#pragma warning disable CA1031 // Whoever awaits the run is told, when no fetch is on its way any more.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
        }

        Leave();
    }

    /// <param name="started">Its call is over.</param>
    /// <param name="refused">Why it could not be made; null where it was.</param>
    private void Apply(Started started, SourceException? refused)
    {
        lock (_gate)
        {
            if (refused is null)
            {
                started.Run.Apply(_context);
            }
            else
            {
                started.Run.Fail(_context, refused.ToError(_plan.Plan.Fetches[started.Fetch].Source));
            }

            Complete(started.Fetch);
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _running) > 0)
        {
            return;
        }

        if (_failure is { } failure)
        {
            _end.SetException(failure);
        }
        else
        {
            _end.SetResult(true);
        }
    }

    /// <summary>Prepares a fetch; one that has nothing to ask for is complete at once.</summary>
    private void Start(int fetch)
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
            _ready[_readyCount++] = new Started(fetch, run);
        }
        else
        {
            Complete(fetch);
        }
    }

    private void Complete(int fetch)
    {
        foreach (var link in _plan.Plan.Fetches[fetch].Links)
        {
            Links.Make(_context.Store, _context.RootRow, link);
        }

        foreach (var dependent in _plan.Dependents[fetch])
        {
            if (--_waitsFor[dependent] == 0)
            {
                Start(dependent);
            }
        }
    }

    private readonly record struct Started(int Fetch, FetchRun Run);
}
