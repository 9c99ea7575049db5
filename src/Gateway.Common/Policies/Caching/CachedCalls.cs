using System.Collections.Concurrent;

namespace Gateway.Common.Policies.Caching;

/// <summary>Makes an answer once for all who ask for it at the same time, and stores it if that is allowed.</summary>
/// <remarks>
/// Shape: the first caller of a key makes the answer, the others wait for it, each with its own cancellation. The key
/// holds
/// the identity's partition, so nobody waits for another identity's answer. An answer that turns out not to be storable
/// under its key is for its maker only: those who waited each make their own.
/// Errors: an exception of the maker goes to all who waited. A maker that was cancelled hands on to one of them.
/// </remarks>
internal sealed class CachedCalls(ResponseCache cache)
{
    private readonly ConcurrentDictionary<CacheKey, TaskCompletionSource<Flight>> _flights = new();

    /// <summary>A stored answer, one that is being made, or a new one.</summary>
    /// <param name="key">What the answer depends on.</param>
    /// <param name="make">Makes the answer; runs under the caller's token.</param>
    /// <param name="state">Handed to <paramref name="make"/>.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async ValueTask<CacheHit> GetOrMakeAsync<TState>(
        CacheKey key,
        Func<TState, CancellationToken, ValueTask<CachedResponse>> make,
        TState state,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            if (cache.TryGet(key, out var hit))
            {
                return hit;
            }

            var mine = new TaskCompletionSource<Flight>(TaskCreationOptions.RunContinuationsAsynchronously);
            var flight = _flights.GetOrAdd(key, mine);
            if (ReferenceEquals(flight, mine))
            {
                return Fresh(await LeadAsync(key, mine, make, state, cancellationToken).ConfigureAwait(false));
            }

            var landed = await flight.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (landed.Response is { } shared)
            {
                return Fresh(shared);
            }

            if (!landed.WasCancelled)
            {
                return Fresh(await make(state, cancellationToken).ConfigureAwait(false));
            }
        }
    }

    private async ValueTask<CachedResponse> LeadAsync<TState>(
        CacheKey key,
        TaskCompletionSource<Flight> flight,
        Func<TState, CancellationToken, ValueTask<CachedResponse>> make,
        TState state,
        CancellationToken cancellationToken)
    {
        var epoch = cache.PurgeEpoch;
        try
        {
            // Who led before may have stored between this caller's look and its flight.
            if (cache.TryGet(key, out var hit))
            {
                Land(key, flight, new Flight(hit.Response, WasCancelled: false));
                return hit.Response;
            }

            var response = await make(state, cancellationToken).ConfigureAwait(false);
            cache.TryStore(key, response, epoch);
            Land(key, flight, new Flight(ResponseCache.MayStore(key, response) ? response : null, WasCancelled: false));
            return response;
        }
        catch (Exception exception)
        {
            _flights.TryRemove(KeyValuePair.Create(key, flight));
            if (cancellationToken.IsCancellationRequested)
            {
                flight.SetResult(new Flight(null, WasCancelled: true));
            }
            else
            {
                flight.SetException(exception);
                _ = flight.Task.Exception; // observed, should nobody be waiting
            }

            throw;
        }
    }

    private void Land(CacheKey key, TaskCompletionSource<Flight> flight, Flight landed)
    {
        _flights.TryRemove(KeyValuePair.Create(key, flight));
        flight.SetResult(landed);
    }

    private static CacheHit Fresh(CachedResponse response) => new(response, TimeSpan.Zero, response.Policy.MaxAge);

    private readonly record struct Flight(CachedResponse? Response, bool WasCancelled);
}
