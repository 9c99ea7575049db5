namespace Shop.Orchestration;

/// <summary>Starts everything, shows that it works, and stops everything.</summary>
/// <remarks>
/// Order: ports are checked, backends start, hosts start and become ready, the demo runs, then all waits for the end.
/// However it ends, the hosts are stopped first and the backends after them.
/// </remarks>
internal sealed class Orchestrator(ShopOptions options, TextWriter output, TextWriter error, TimeProvider clock)
{
    /// <summary>A smoke run takes no longer, stopping aside.</summary>
    private static readonly TimeSpan SmokeBound = TimeSpan.FromSeconds(100);

    private readonly ShopPorts _ports = new(options.PortBase);

    /// <returns>Exit code: 0, or 1 when something did not start or, in a smoke run, an answer was wrong.</returns>
    public Task<int> RunAsync(CancellationToken stop)
    {
        var key = PartnerKey.Create();
        return RunAsync(HostSettings.Launches(_ports, key), key, stop);
    }

    public async Task<int> RunAsync(IReadOnlyList<HostLaunch> hosts, PartnerKey key, CancellationToken stop)
    {
        var taken = PortCheck.FindTaken(_ports);
        if (taken.Count > 0)
        {
            await error.WriteLineAsync(string.Join(Environment.NewLine, taken));
            await error.WriteLineAsync("Stop what listens there, or move everything with --port-base N.");
            return 1;
        }

        using var smoke = options.IsSmoke ? new CancellationTokenSource(SmokeBound, clock) : new();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, smoke.Token);
        try
        {
            return await StartAndShowAsync(hosts, key, either.Token);
        }
        catch (Exception problem) when (problem is StartException or IOException)
        {
            await error.WriteLineAsync(problem.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync(stop.IsCancellationRequested ? "Interrupted." : $"Not done in {SmokeBound}.");
            return 1;
        }
    }

    private async Task<int> StartAndShowAsync(
        IReadOnlyList<HostLaunch> hosts, PartnerKey key, CancellationToken stop)
    {
        await output.WriteLineAsync("Starting the backends …");
        await using var backends = await ShopBackends.StartAsync(_ports, options.Latency, clock);
        foreach (var (name, url) in _ports.Sources.Append(("identity", _ports.Identity)))
        {
            await output.WriteLineAsync($"  {name,-10} {url.GetLeftPart(UriPartial.Authority)}");
        }

        await output.WriteLineAsync("Starting the hosts …");
        await using var running = new HostProcesses(output, clock);
        using var client = LoopbackClient.New();
        running.Start(hosts, options.IsVerbose);
        await new Readiness(client, output, clock).WaitAsync(running.All, stop);
        var isRight = await ShowAsync(new Demo(_ports, hosts, key, client), stop);
        if (!options.IsSmoke)
        {
            isRight = await WaitForTheEndAsync(running, stop);
        }

        await output.WriteLineAsync("Stopping …");
        return isRight ? 0 : 1;
    }

    private async Task<bool> ShowAsync(Demo demo, CancellationToken stop)
    {
        var isRight = true;
        await output.WriteLineAsync();
        await foreach (var answer in demo.RunAsync(stop))
        {
            isRight &= answer.IsRight;
            await output.WriteLineAsync(options.IsSmoke ? ReportLine(answer) : ReportToPaste(answer));
        }

        return isRight;
    }

    /// <returns>False when a host ended by itself.</returns>
    private async Task<bool> WaitForTheEndAsync(HostProcesses running, CancellationToken stop)
    {
        await output.WriteLineAsync($"""
            Log in with a browser: {new Uri(_ports.Web, DemoRequests.WebLoginPath)}
              ({DemoRequests.Username} / {DemoRequests.Password}; the certificate is a development one)
            Ctrl+C stops everything.
            """);
        try
        {
            await running.FirstEnd.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return true;
        }

        await error.WriteLineAsync(running.All.First(host => host.Exited.IsCompleted).Obituary);
        return false;
    }

    private static string ReportLine(DemoAnswer answer)
    {
        var verdict = answer.IsRight ? "ok   " : "WRONG";
        var line = $"{verdict} {answer.Request.Host,-8} {answer.Request.Method} {answer.Request.Url} → {answer.Status}";
        return answer.IsRight ? line : $"{line}\n      {answer.Shown}";
    }

    private static string ReportToPaste(DemoAnswer answer) =>
        $"""
        {answer.Request.Host}:
            {answer.Request.ToCurl()}
          → {answer.Status} {answer.Shown}{(answer.IsRight ? "" : "\n  This is not the expected answer.")}

        """;
}
