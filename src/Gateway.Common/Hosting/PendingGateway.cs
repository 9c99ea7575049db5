using Gateway.Common.Configuration;

namespace Gateway.Common.Hosting;

/// <summary>A gateway whose settings are known and whose snapshot is being built, or is built.</summary>
internal sealed class PendingGateway
{
    private readonly Task<BuiltSnapshot> _building;
    private BuiltSnapshot? _built;

    public PendingGateway(GatewayOptions options, Task<BuiltSnapshot> building)
    {
        Options = options;
        _building = building;
    }

    public PendingGateway(GatewayOptions options, BuiltSnapshot built)
        : this(options, Task.FromResult(built)) => _built = built;

    public GatewayOptions Options { get; }

    /// <exception cref="InvalidOperationException">Nobody waited for it: nothing blocks a thread for it.</exception>
    public BuiltSnapshot Snapshot =>
        _built ?? throw new InvalidOperationException("The snapshot is asked for before it was waited for.");

    /// <exception cref="GatewayStartException">Something in the contracts or documents is wrong.</exception>
    public async Task WaitAsync() => _built = await _building.ConfigureAwait(false);
}
