using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Gateway.Bench.Language;

/// <summary>The reference implementation, measured by <c>bench/peers/language.mjs</c> in node.</summary>
internal static class GraphQLJs
{
    private const string Package = "graphql@17";

    private static readonly string Folder = Repository.PathOf("artifacts/bench/graphql-js");

    public static async Task<Figures> MeasureAsync(int warmRounds, int rounds)
    {
        try
        {
            if (!Directory.Exists(Path.Combine(Folder, "node_modules/graphql")))
            {
                Directory.CreateDirectory(Folder);
                await RunAsync("npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", Folder, Package);
            }

            // The module is found from where the script lies.
            var script = Path.Combine(Folder, "language.mjs");
            File.Copy(Repository.PathOf("bench/peers/language.mjs"), script, overwrite: true);
            await File.WriteAllTextAsync(Path.Combine(Folder, "schema.graphql"), Sample.Schema);
            await File.WriteAllTextAsync(Path.Combine(Folder, "query.graphql"), Sample.Query);
            using var answer = JsonDocument.Parse(await RunAsync("node", script, $"{warmRounds}", $"{rounds}"));
            return new Figures(
                answer.RootElement.GetProperty("parse").GetDouble(),
                answer.RootElement.GetProperty("validate").GetDouble(), null);
        }
        catch (Win32Exception)
        {
            return new Figures(0, 0, "graphql-js was left out: node or npm is not installed.");
        }
        catch (BenchException failed)
        {
            return new Figures(0, 0, $"graphql-js was left out: {failed.Message}");
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["NODE_ENV"] = "production";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new BenchException($"{program} ended with {process.ExitCode}.");
    }

    /// <summary>MB a second, or why there is none.</summary>
    internal readonly record struct Figures(double ParseMegabytes, double ValidateMegabytes, string? Missing);
}
