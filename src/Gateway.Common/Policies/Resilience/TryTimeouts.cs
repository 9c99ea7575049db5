using System.Collections.Concurrent;

namespace Gateway.Common.Policies.Resilience;

/// <summary>Cancellation of single tries: by time and by the caller, from pooled sources.</summary>
/// <remarks>
/// A source goes back to the pool only while it has never been cancelled. A callback must not use its token after it
/// has returned: by then the token may belong to another try.
/// </remarks>
internal sealed class TryTimeouts(TimeProvider time)
{
    private const int PooledMax = 256;

    private readonly ConcurrentQueue<CancellationTokenSource> _pool = new();
    private int _pooled;

    public Scope Begin(TimeSpan timeout, CancellationToken caller)
    {
        if (_pool.TryDequeue(out var source))
        {
            Interlocked.Decrement(ref _pooled);
        }
        else
        {
            source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        }

        source.CancelAfter(timeout);
        return new Scope(this, source, caller);
    }

    private void Return(CancellationTokenSource source)
    {
        if (!source.TryReset())
        {
            source.Dispose();
        }
        else if (Interlocked.Increment(ref _pooled) <= PooledMax)
        {
            _pool.Enqueue(source);
        }
        else
        {
            Interlocked.Decrement(ref _pooled);
            source.Dispose();
        }
    }

    public readonly struct Scope : IDisposable
    {
        private readonly TryTimeouts _owner;
        private readonly CancellationTokenSource _source;
        private readonly CancellationTokenRegistration _caller;

        public Scope(TryTimeouts owner, CancellationTokenSource source, CancellationToken caller)
        {
            _owner = owner;
            _source = source;
            _caller = caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
        }

        public CancellationToken Token => _source.Token;

        public void Dispose()
        {
            // Waits for a running registration, so the source is not cancelled after it went back.
            _caller.Dispose();
            _owner.Return(_source);
        }
    }
}
