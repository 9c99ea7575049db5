namespace Gateway.Common.Results;

/// <summary>Stores between requests: each keeps a small set of arrays, so that a warm request rents none.</summary>
/// <remarks>
/// Only who ended in good order gives a store back; any other disposes of it, so that nobody who might still hold it
/// can reach what is another request's.
/// Bounds: <see cref="StoresMax"/>, each as small as <see cref="ResultStore.Shrink()"/> makes it.
/// </remarks>
internal static class ResultStorePool
{
    private const int StoresMax = 64;

    private static readonly ResultStore?[] Stores = new ResultStore?[StoresMax];

    /// <summary>An empty store.</summary>
    public static ResultStore Rent()
    {
        var first = Thread.GetCurrentProcessorId();
        for (var offset = 0; offset < StoresMax; offset++)
        {
            ref var place = ref Stores[(uint)(first + offset) % StoresMax];
            if (place is not null && Interlocked.Exchange(ref place, null) is { } store)
            {
                return store;
            }
        }

        return new ResultStore();
    }

    /// <summary>Takes a store back, with all that it holds forgotten; it is no longer the caller's to touch.</summary>
    public static void Return(ResultStore store)
    {
        store.Shrink();
        var first = Thread.GetCurrentProcessorId();
        for (var offset = 0; offset < StoresMax; offset++)
        {
            if (Interlocked.CompareExchange(ref Stores[(uint)(first + offset) % StoresMax], store, null) is null)
            {
                return;
            }
        }

        store.Dispose();
    }
}
