namespace Shop.Orchestration;

/// <summary>The hosts that run; disposing stops them all at once.</summary>
internal sealed class HostProcesses(TextWriter output, TimeProvider clock) : IAsyncDisposable
{
    private readonly List<HostProcess> _all = [];
    private readonly TextWriter _output = TextWriter.Synchronized(output);

    public IReadOnlyList<HostProcess> All => _all;

    /// <summary>Completes when one of the hosts ends.</summary>
    public Task FirstEnd => Task.WhenAny(_all.Select(host => host.Exited));

    /// <exception cref="StartException">One cannot be started; those before it run until this is disposed.</exception>
    public void Start(IReadOnlyList<HostLaunch> launches, bool isVerbose)
    {
        foreach (var launch in launches)
        {
            _all.Add(HostProcess.Start(launch, isVerbose ? _output.WriteLine : null, clock));
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_all.Select(host => host.DisposeAsync().AsTask()));
}
