using Gateway.Bench.Processes;
using Gateway.Testing.Federation;

namespace Gateway.Bench.Federation;

/// <summary>A program that answers the workloads: the gateway, a peer, or a floor.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Process">What runs it.</param>
/// <param name="IsSlow">Whether it takes many times longer than the others.</param>
/// <param name="UrlOf">Where it takes a workload's requests; null where it does not know that workload.</param>
internal sealed record Contender(string Name, ChildProcess Process, Func<FederationWorkload, string?> UrlOf, bool IsSlow = false)
    : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
