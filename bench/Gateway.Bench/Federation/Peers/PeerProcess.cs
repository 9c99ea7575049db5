using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Bench.Federation.Subgraphs;
using Gateway.Bench.Loads;
using Gateway.Bench.Processes;
using Gateway.Testing.Federation;

namespace Gateway.Bench.Federation.Peers;

/// <summary>Gateways of others, from npm (bench/peers/package.json), each in a process of its own.</summary>
internal static class PeerProcess
{
    private const string Folder = "bench/peers";
    private const string NodeModules = $"{Folder}/node_modules";

    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadyPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Starts all that are installed; one that is not there or does not start is named and left out.</summary>
    public static async Task<List<Contender>> StartAllAsync(string supergraph, SubgraphSet subgraphs, HttpClient http)
    {
        var started = new List<Contender>();
        foreach (var peer in Peers(supergraph, subgraphs))
        {
            if (await TryStartAsync(peer, http) is { } contender)
            {
                started.Add(contender);
            }
        }

        return started;
    }

    private static IEnumerable<Peer> Peers(string supergraph, SubgraphSet subgraphs)
    {
        var hive = Repository.PathOf($"{NodeModules}/.bin/hive-gateway");
        string[] hiveArguments = ["supergraph", "-c", Repository.PathOf($"{Folder}/hive.config.mjs")];
        yield return new Peer(
            "Grafbase 0.80.4 (Rust)",
            Repository.PathOf($"{NodeModules}/@grafbase/cli-x86_64-unknown-linux-musl/grafbase"),
            port => ["dev", "-o", WriteOverrides(subgraphs), "-c", WriteGrafbase(), "-p", $"{port}"],
            []);
        yield return new Peer(
            "Hive Gateway 2.15.1, Rust planner",
            hive,
            _ => hiveArguments,
            [("HIVE_SUPERGRAPH", supergraph), ("HIVE_PLANNER", "rust")]);
        yield return new Peer(
            "Hive Gateway 2.15.1", hive, _ => hiveArguments, [("HIVE_SUPERGRAPH", supergraph), ("HIVE_PLANNER", "js")]);
        yield return new Peer(
            "Apollo Gateway 2.14.4",
            "node",
            port => [Repository.PathOf($"{Folder}/apollo.mjs"), supergraph, $"{port}"],
            []);
    }

    private static async Task<Contender?> TryStartAsync(Peer peer, HttpClient http)
    {
        var port = FreePort();
        if (peer.Program.Contains('/', StringComparison.Ordinal) && !File.Exists(peer.Program))
        {
            Console.Error.WriteLine($"{peer.Name}: not installed (npm ci in {Folder}).");
            return null;
        }

        string[] quietly = ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", peer.Program, .. peer.Arguments(port)];
        var start = new ProcessStartInfo("sh", quietly)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["NODE_ENV"] = "production";
        start.Environment["HIVE_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in peer.Environment)
        {
            start.Environment[name] = value;
        }

        var process = ChildProcess.Start(start, $"http://127.0.0.1:{port}");
        if (await IsReadyAsync(process, http))
        {
            return new Contender(
                peer.Name,
                process,
                workload => IsOursAlone(workload) ? null : $"http://127.0.0.1:{port}/graphql",
                IsPeer: true);
        }

        Console.Error.WriteLine($"{peer.Name}: ended, or did not answer within {ReadyTimeout.TotalSeconds} s.");
        await process.DisposeAsync();
        return null;
    }

    /// <summary>They know neither our trusted documents nor endpoints.</summary>
    private static bool IsOursAlone(string name) => FederationWorkload.All.Single(
        workload => workload.Name == name) is { IsTrusted: true } or { Endpoint: not null };

    private static async Task<bool> IsReadyAsync(ChildProcess process, HttpClient http)
    {
        var since = Stopwatch.StartNew();
        while (since.Elapsed < ReadyTimeout && !process.HasEnded)
        {
            try
            {
                using var body = new StringContent("{\"query\":\"{__typename}\"}", Encoding.UTF8, "application/json");
                using var answer = await http.PostAsync(new Uri($"{process.Announced}/graphql"), body);
                if (answer.IsSuccessStatusCode)
                {
                    return true;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(ReadyPause, TimeProvider.System);
        }

        return false;
    }

    private static string WriteOverrides(SubgraphSet subgraphs)
    {
        var text = new StringBuilder();
        foreach (var name in FederationSchemas.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"[subgraphs.{name}]\n")
                .Append(CultureInfo.InvariantCulture, $"introspection_url = \"{subgraphs.UrlOf(name)}\"\n")
                .Append(CultureInfo.InvariantCulture, $"url = \"{subgraphs.UrlOf(name)}\"\n")
                .Append(CultureInfo.InvariantCulture, $"schema_path = \"{SubgraphProcess.SchemaOf(name)}\"\n\n");
        }

        return Write("overrides.toml", text.ToString());
    }

    private static string WriteGrafbase() => Write("grafbase.toml", "[graph]\nintrospection = true\n");

    private static string Write(string name, string text)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("bench-").FullName, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <param name="Name">As the table shows it.</param>
    /// <param name="Program">A file, or a command that is looked for.</param>
    /// <param name="Arguments">By the port it shall listen on.</param>
    /// <param name="Environment">What it is told besides.</param>
    private sealed record Peer(
        string Name, string Program, Func<int, string[]> Arguments, (string Name, string Value)[] Environment);
}
