using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Gateway.Bench.Language;

/// <summary>The reference implementation: <c>bench/peers/language.mjs</c> in a node process of its own.</summary>
internal sealed class GraphQLJs : IDisposable
{
    private const string Package = "graphql@17";

    private static readonly string Folder = Repository.PathOf("artifacts/bench/graphql-js");

    private readonly Process? _node;

    private GraphQLJs(Process? node, string missing)
    {
        _node = node;
        Missing = missing;
    }

    /// <summary>Why it is not there; empty when it is.</summary>
    public string Missing { get; }

    /// <param name="files">Texts by file name: <c>schema</c> and the documents measured.</param>
    public static async Task<GraphQLJs> StartAsync(IReadOnlyDictionary<string, byte[]> files)
    {
        try
        {
            await InstallAsync();
            foreach (var (name, text) in files)
            {
                await File.WriteAllBytesAsync(Path.Combine(Folder, name + ".graphql"), text);
            }

            // The module is found from where the script lies.
            var script = Path.Combine(Folder, "language.mjs");
            File.Copy(Repository.PathOf("bench/peers/language.mjs"), script, overwrite: true);
            var start = new ProcessStartInfo("node", [script])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            start.Environment["NODE_ENV"] = "production";
            var node = Process.Start(start)!;
            return await node.StandardOutput.ReadLineAsync() == "ready"
                ? new GraphQLJs(node, "")
                : new GraphQLJs(null, "graphql-js was left out: its script does not start.");
        }
        catch (Win32Exception)
        {
            return new GraphQLJs(null, "graphql-js was left out: node or npm is not installed.");
        }
        catch (BenchException failed)
        {
            return new GraphQLJs(null, $"graphql-js was left out: {failed.Message}");
        }
    }

    /// <summary>Lets it do something for that time, and that often.</summary>
    /// <returns>Nanoseconds of one time.</returns>
    public async Task<double> MeasureAsync(string action, string file, TimeSpan time, int timesMin)
    {
        await _node!.StandardInput.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{action} {file} {time.TotalMilliseconds} {timesMin}"));
        await _node.StandardInput.FlushAsync();
        var answer = await _node.StandardOutput.ReadLineAsync();
        return double.TryParse(answer, CultureInfo.InvariantCulture, out var nanoseconds)
            ? nanoseconds
            : throw new BenchException($"graphql-js fails to {action} {file}.");
    }

    public void Dispose()
    {
        _node?.StandardInput.Close();
        _node?.WaitForExit();
        _node?.Dispose();
    }

    private static async Task InstallAsync()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules/graphql")))
        {
            return;
        }

        Directory.CreateDirectory(Folder);
        using var npm = Process.Start(
            "npm", ["install", "--no-save", "--no-audit", "--no-fund", "--silent", "--prefix", Folder, Package]);
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
        {
            throw new BenchException($"npm ended with {npm.ExitCode}.");
        }
    }
}
