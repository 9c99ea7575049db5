using Gateway.Bench.Loads;
using Gateway.Bench.Processes;
using Gateway.Testing.Federation;
using Gateway.Testing.Pressure;

namespace Gateway.Bench.Pressure;

/// <summary>
/// Bff.Web over subgraphs that may be made to fail, and the load of the heavy query; both end with it.
/// </summary>
internal sealed class PressureHost : IAsyncDisposable
{
    /// <summary>The host's own deadline of a request, in seconds.</summary>
    public const int DeadlineSeconds = 10;

    private const string Listening = "Now listening on:";

    /// <summary>Past the deadline, for what a busy machine takes to send and read an answer.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly ChildProcess _process;

    private PressureHost(FaultySubgraphs subgraphs, FaultPlan faults, ChildProcess process, PressureLoad load)
    {
        Subgraphs = subgraphs;
        Faults = faults;
        _process = process;
        Load = load;
    }

    public FaultySubgraphs Subgraphs { get; }

    public FaultPlan Faults { get; }

    public PressureLoad Load { get; }

    /// <summary>Memory of the host now.</summary>
    public double ResidentMegabytes => ProcessFigures.Of(_process.Id).ResidentMegabytes;

    /// <exception cref="BenchException">It does not start, or answers wrongly without any fault.</exception>
    public static async Task<PressureHost> StartAsync(FaultPlan faults)
    {
        var subgraphs = await FaultySubgraphs.StartAsync(faults);
        var root = Directory.CreateTempSubdirectory("bench-").FullName;
        File.Copy(Repository.PathOf("src/Bff.Web/local.graphql"), Path.Combine(root, "local.graphql"));
        var process = await ChildProcess.StartAsync(
            [
                Repository.Host, $"--contentRoot={root}",
                "--urls=http://127.0.0.1:0", "--Gateway:Access=Open", $"--Gateway:Deadline={DeadlineSeconds}s",
                .. subgraphs.SettingsOf(root).Select(static setting => $"--{setting.Key}={setting.Value}"),
            ],
            Listening);
        var heavy = FederationWorkload.All.Single(static workload => workload.Name == "heavy");
        var load = new PressureLoad(
            new Uri($"{process.Announced}/graphql"), heavy.Body, TimeSpan.FromSeconds(DeadlineSeconds) + Grace);
        var host = new PressureHost(subgraphs, faults, process, load);
        try
        {
            await load.LearnAsync(heavy.IsRight);
            return host;
        }
        catch (Exception failed) when (failed is InvalidOperationException or HttpRequestException)
        {
            await host.DisposeAsync();
            throw new BenchException(failed.Message);
        }
    }

    /// <summary>So many connections at once, for so long.</summary>
    public Task<PressureResult> RunAsync(int connections, TimeSpan duration)
    {
        var since = TimeProvider.System.GetTimestamp();
        return Load.RunAsync(connections, () => TimeProvider.System.GetElapsedTime(since) < duration);
    }

    /// <summary>Memory once all garbage is collected, in megabytes.</summary>
    public (double Held, double Resident) Collect()
    {
        const double Megabyte = 1024 * 1024;
        var held = _process.CollectHeldBytes() ?? throw new BenchException("The host does not tell its memory.");
        return (held / Megabyte, ResidentMegabytes);
    }

    public async ValueTask DisposeAsync()
    {
        Load.Dispose();
        await _process.DisposeAsync();
        await Subgraphs.DisposeAsync();
    }
}
