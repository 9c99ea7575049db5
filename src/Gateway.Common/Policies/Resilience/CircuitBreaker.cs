namespace Gateway.Common.Policies.Resilience;

internal enum CircuitState
{
    Closed,
    Open,
    HalfOpen,
}

/// <summary>What a finished call says about its source's health.</summary>
internal enum CircuitSignal
{
    /// <summary>Nothing: the caller gave up, or had too little time to judge.</summary>
    Neutral,
    Success,
    Failure,
}

/// <summary>Leaves a failing source alone, then lets a few probes find out whether it is back.</summary>
/// <remarks>
/// Shape: closed → open when the failure ratio over a sliding window is reached → half-open after a while → closed when
/// all probes succeed, open again when one fails. A call that began before a change of state does not count after it.
/// Bound: ten window slots whatever the load; every <see cref="TryEnter"/> that says yes needs one <see cref="Leave"/>.
/// </remarks>
internal sealed class CircuitBreaker(BreakerOptions options, TimeProvider time)
{
    private const int WindowSlots = 10;

    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private readonly TimeSpan _slotLength = options.Window / WindowSlots;
    private readonly Slot[] _slots = new Slot[WindowSlots];
    private CircuitState _state;
    private TimeSpan _openUntil;
    private int _probesRunning;
    private int _probesSucceeded;
    private int _generation;

    /// <summary>The state as of the last call: an open breaker turns half-open when the next call comes.</summary>
    public CircuitState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Asks to call the source.</summary>
    /// <param name="ticket">To be given back to <see cref="Leave"/>.</param>
    /// <param name="retryAfter">When refused: how long the source is left alone, zero while probes are running.</param>
    public bool TryEnter(out int ticket, out TimeSpan retryAfter)
    {
        lock (_gate)
        {
            retryAfter = TimeSpan.Zero;
            if (_state == CircuitState.Open)
            {
                retryAfter = _openUntil - Now;
                if (retryAfter > TimeSpan.Zero)
                {
                    ticket = 0;
                    return false;
                }

                Become(CircuitState.HalfOpen);
                retryAfter = TimeSpan.Zero;
            }

            ticket = _generation;
            if (_state == CircuitState.Closed)
            {
                return true;
            }

            if (_probesRunning + _probesSucceeded >= options.Probes)
            {
                return false;
            }

            _probesRunning++;
            return true;
        }
    }

    /// <summary>Reports how a call ended.</summary>
    public void Leave(int ticket, CircuitSignal signal)
    {
        lock (_gate)
        {
            if (ticket != _generation)
            {
                return;
            }

            if (_state == CircuitState.HalfOpen)
            {
                LeaveProbe(signal);
            }
            else if (signal != CircuitSignal.Neutral)
            {
                Count(signal == CircuitSignal.Failure);
            }
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_start);

    private void LeaveProbe(CircuitSignal signal)
    {
        _probesRunning--;
        if (signal == CircuitSignal.Failure)
        {
            Become(CircuitState.Open);
        }
        else if (signal == CircuitSignal.Success && ++_probesSucceeded >= options.Probes)
        {
            Become(CircuitState.Closed);
        }
    }

    private void Count(bool failed)
    {
        var current = Now.Ticks / _slotLength.Ticks;
        ref var slot = ref _slots[current % WindowSlots];
        if (slot.Number != current)
        {
            slot = new Slot { Number = current };
        }

        slot.Calls++;
        if (!failed)
        {
            return;
        }

        slot.Failures++;
        int calls = 0, failures = 0;
        foreach (var counted in _slots)
        {
            if (counted.Number > current - WindowSlots)
            {
                calls += counted.Calls;
                failures += counted.Failures;
            }
        }

        if (calls >= options.CallsMin && failures >= calls * options.FailureRatio)
        {
            Become(CircuitState.Open);
        }
    }

    private void Become(CircuitState state)
    {
        _state = state;
        _generation++;
        _probesRunning = 0;
        _probesSucceeded = 0;
        Array.Clear(_slots);
        if (state == CircuitState.Open)
        {
            _openUntil = Now + options.OpenFor;
        }
    }

    private struct Slot
    {
        public long Number;
        public int Calls;
        public int Failures;
    }
}
