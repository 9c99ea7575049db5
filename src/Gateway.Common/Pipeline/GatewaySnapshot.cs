using Gateway.Common.Composition;
using Gateway.Common.Sources;

namespace Gateway.Common.Pipeline;

/// <summary>All that serves requests until the next reload: immutable, swapped whole.</summary>
/// <remarks>Requests lease it; its sources are closed when it was retired and the last lease ended.</remarks>
internal sealed class GatewaySnapshot(
    Supergraph supergraph,
    IReadOnlyDictionary<string, Source> sources,
    TrustedDocuments documents,
    OperationCache operations)
{
    private int _leases = 1;

    public Supergraph Supergraph { get; } = supergraph;

    public IReadOnlyDictionary<string, Source> Sources { get; } = sources;

    public TrustedDocuments Documents { get; } = documents;

    public OperationCache Operations { get; } = operations;

    public OverrideShares Shares { get; init; } = OverrideShares.None;

    public LeaseEnd Lease()
    {
        Interlocked.Increment(ref _leases);
        return new LeaseEnd(this);
    }

    /// <summary>No new requests come; sources are closed once the running ones have ended.</summary>
    public void Retire() => Release();

    private void Release()
    {
        if (Interlocked.Decrement(ref _leases) == 0)
        {
            _ = CloseAsync();
        }
    }

    private async Task CloseAsync()
    {
        foreach (var source in Sources.Values)
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends a lease.</summary>
    internal readonly struct LeaseEnd(GatewaySnapshot snapshot) : IDisposable
    {
        public void Dispose() => snapshot.Release();
    }
}
