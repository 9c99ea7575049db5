using Gateway.Common.Primitives;

namespace Gateway.Common.Transport;

/// <summary>The requests of one array, with the memory that their texts need.</summary>
internal sealed class GraphQLBatch : IDisposable
{
    private readonly List<PooledBytes> _scratch = [];

    public List<GraphQLParameters> Requests { get; } = [];

    /// <summary>Each request has its own: what grows moves, and would take the others' slices with it.</summary>
    public PooledBytes AddScratch()
    {
        var scratch = new PooledBytes();
        _scratch.Add(scratch);
        return scratch;
    }

    public void Dispose()
    {
        foreach (var scratch in _scratch)
        {
            scratch.Dispose();
        }
    }
}
