using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Gateway.Common.Composition;
using Gateway.Testing;

namespace Gateway.Conformance.Composition;

/// <summary>Supergraphs that we compose and write are read and planned on by Apollo's and Hive's routers.</summary>
/// <remarks>Their packages come from npm, by the lock file in <c>Routers</c>; without them the test skips.</remarks>
public sealed class OtherRouters
{
    private const string File = "conformance/federation/suites.json";
    private const string Folder = "tests/Gateway.Conformance/Routers";
    private const string JoinCases = "tests/Gateway.Common.Tests/Composition/JoinCases";

    [Fact]
    public async Task Read_our_supergraphs_and_plan_every_operation_on_them()
    {
        using var suites = JsonDocument.Parse(System.IO.File.ReadAllBytes(SharedFiles.Require(File)));
        var folder = await InstallAsync();
        var given = await ReadAsync(folder, suites.RootElement.EnumerateArray().Select(
            suite => Record(suite, suite.GetProperty("supergraph").GetString()!)));
        var own = await ReadAsync(folder, suites.RootElement.EnumerateArray().Select(
            suite => Record(suite, Compose(suite))));

        // Some operations are wrong on purpose: what they refuse in the given supergraphs, they may refuse in ours.
        Assert.Equal("", string.Join('\n', own.Except(given)));
    }

    [Fact]
    public async Task Read_a_supergraph_with_every_word_of_join()
    {
        var folder = Path.Combine(SharedFiles.RepositoryRoot, JoinCases);
        var records = new List<object>();
        foreach (var path in Directory.GetDirectories(folder))
        {
            records.Add(new
            {
                id = Path.GetFileName(path),
                sdl = await System.IO.File.ReadAllTextAsync(Path.Combine(path, "supergraph.snap")),
                queries = new[] { await System.IO.File.ReadAllTextAsync(Path.Combine(path, "operation.txt")) },
            });
        }

        Assert.Equal("", string.Join('\n', await ReadAsync(await InstallAsync(), records)));
    }

    private static async Task<List<string>> ReadAsync(string folder, IEnumerable<object> supergraphs)
    {
        var input = Path.Combine(folder, "supergraphs.json");
        await System.IO.File.WriteAllTextAsync(input, JsonSerializer.Serialize(supergraphs));
        var (code, output) = await RunAsync("node", folder, "read.mjs", input);
        Assert.SkipUnless(code == 0, "The other routers' packages do not run here.");
        using var refused = JsonDocument.Parse(output);
        return [.. refused.RootElement.EnumerateArray().Select(found => found.ToString())];
    }

    private static object Record(JsonElement suite, string sdl) => new
    {
        id = suite.GetProperty("id").GetString(),
        sdl,
        queries = suite.GetProperty("tests").EnumerateArray()
            .Select(test => test.GetProperty("query").GetString()).ToArray(),
    };

    private static string Compose(JsonElement suite)
    {
        var errors = new List<CompositionError>();
        var sources = suite.GetProperty("subgraphs").EnumerateArray().Select(subgraph => SourceSchemaReader.Read(
            subgraph.GetProperty("name").GetString()!,
            SourceKind.GraphQL,
            subgraph.GetProperty("sdl").GetString()!,
            subgraph.GetProperty("url").GetString(),
            errors)).OfType<SourceSchema>().ToList();
        return JoinWriter.Write(SchemaComposer.Compose(sources).Supergraph!);
    }

    /// <summary>Installed once, outside of the sources.</summary>
    private static async Task<string> InstallAsync()
    {
        var source = Path.Combine(SharedFiles.RepositoryRoot, Folder);
        var folder = Path.Combine(SharedFiles.RepositoryRoot, "artifacts", "routers");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(source))
        {
            System.IO.File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        if (!Directory.Exists(Path.Combine(folder, "node_modules/@graphql-hive")))
        {
            var (code, _) = await RunAsync("npm", folder, "ci", "--no-audit", "--no-fund");
            Assert.SkipUnless(code == 0, "The other routers' packages cannot be installed from npm here.");
        }

        return folder;
    }

    private static async Task<(int Code, string Output)> RunAsync(
        string program, string folder, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
            })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
            throw;
        }
    }
}
