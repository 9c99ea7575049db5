namespace Shop;

/// <summary>How a backend misbehaves on purpose.</summary>
public enum FaultMode
{
    /// <summary>Answers as its contract says.</summary>
    None,

    /// <summary>Cuts the connection without an answer.</summary>
    Down,

    /// <summary>Holds the call until the client gives up or the switch is moved.</summary>
    Slow,

    /// <summary>Status 200, the expected content type, and bytes that mean nothing.</summary>
    Rubbish,
}

/// <summary>Turns a running backend's faults on and off. Safe for use by many threads.</summary>
public sealed class FaultSwitch
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _held = NewHold();
    private TaskCompletionSource _idle = NewHold();
    private TaskCompletionSource _busy = NewHold();
    private FaultMode _mode;
    private int _heldCount;

    /// <summary>A switch that is off.</summary>
    public FaultSwitch() => _idle.SetResult();

    /// <summary>The present fault; setting it lets held calls go on.</summary>
    public FaultMode Mode
    {
        get
        {
            lock (_gate) return _mode;
        }
        set => Move(value);
    }

    /// <summary>Calls held at this moment.</summary>
    public int HeldCount => Volatile.Read(ref _heldCount);

    /// <summary>Completes when no call is held: each was given up or let go.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return _idle.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Completes when a call is held.</summary>
    public Task WhenHeldAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return _busy.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Lets calls held by <see cref="FaultMode.Slow"/> be answered; later ones are still held.</summary>
    public void Release() => Move(null);

    internal async Task HoldAsync(CancellationToken gaveUp)
    {
        Task released;
        lock (_gate)
        {
            if (_mode != FaultMode.Slow) return;
            released = _held.Task;
            if (_heldCount++ == 0) BecomeBusy();
        }

        try
        {
            await released.WaitAsync(gaveUp);
        }
        finally
        {
            lock (_gate)
            {
                if (--_heldCount == 0) BecomeIdle();
            }
        }
    }

    private void BecomeBusy()
    {
        _idle = NewHold();
        _busy.SetResult();
    }

    private void BecomeIdle()
    {
        _busy = NewHold();
        _idle.SetResult();
    }

    private void Move(FaultMode? mode)
    {
        TaskCompletionSource held;
        lock (_gate)
        {
            _mode = mode ?? _mode;
            held = _held;
            _held = NewHold();
        }

        held.SetResult();
    }

    private static TaskCompletionSource NewHold() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
