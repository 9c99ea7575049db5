namespace Gateway.Common.Policies.Resilience;

/// <summary>Bounds the calls in flight to one source and those waiting for a place.</summary>
internal sealed class Bulkhead(ConcurrencyOptions options) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.CallsMax, options.CallsMax);
    private int _waiting;

    /// <summary>Calls in flight.</summary>
    public int Running => options.CallsMax - _places.CurrentCount;

    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>
    /// True when a place was taken, to be given back by <see cref="Leave"/>; false when the queue is full.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled while waiting; no place was
    /// taken.</exception>
    public ValueTask<bool> EnterAsync(CancellationToken cancellationToken) =>
        _places.Wait(0, CancellationToken.None) ? ValueTask.FromResult(true) : WaitAsync(cancellationToken);

    public void Leave() => _places.Release();

    public void Dispose() => _places.Dispose();

    private async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > options.QueueMax)
            {
                return false;
            }

            await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
