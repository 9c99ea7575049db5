namespace Gateway.Bench.Loads;

/// <summary>All programs of a run; they end with it.</summary>
internal sealed class ContenderSet : IAsyncDisposable
{
    private readonly List<Contender> _all = [];

    public IReadOnlyList<Contender> All => _all;

    public void Add(Contender contender) => _all.Add(contender);

    public async ValueTask DisposeAsync()
    {
        foreach (var contender in _all)
        {
            await contender.DisposeAsync();
        }
    }
}
