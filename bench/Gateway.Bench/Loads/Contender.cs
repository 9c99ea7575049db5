using Gateway.Bench.Processes;

namespace Gateway.Bench.Loads;

/// <summary>A program that answers the workloads: the gateway, a peer, or a floor.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Process">What runs it.</param>
/// <param name="UrlOf">Where it takes the workload of a name; null where it does not know that one.</param>
/// <param name="IsPeer">Of others: it takes many times longer, and may answer wrongly.</param>
internal sealed record Contender(
    string Name, ChildProcess Process, Func<string, string?> UrlOf, bool IsPeer = false)
    : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
