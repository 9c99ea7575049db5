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
        var folder = Installed();
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
        var token = TestContext.Current.CancellationToken;
        foreach (var path in Directory.GetDirectories(folder))
        {
            records.Add(new
            {
                id = Path.GetFileName(path),
                sdl = await System.IO.File.ReadAllTextAsync(Path.Combine(path, "supergraph.snap"), token),
                queries = new[] { await System.IO.File.ReadAllTextAsync(Path.Combine(path, "operation.txt"), token) },
            });
        }

        Assert.Equal("", string.Join('\n', await ReadAsync(Installed(), records)));
    }

    private static async Task<List<string>> ReadAsync(string folder, IEnumerable<object> supergraphs)
    {
        var input = Path.GetTempFileName();
        await System.IO.File.WriteAllTextAsync(input, JsonSerializer.Serialize(supergraphs));
        var output = await RunAsync("node", folder, "read.mjs", input);
        System.IO.File.Delete(input);
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

    /// <summary>Where <c>npm ci</c> has put the routers' packages.</summary>
    private static string Installed()
    {
        var folder = Path.Combine(SharedFiles.RepositoryRoot, Folder);
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(folder, "node_modules/@graphql-hive")), $"No packages: npm ci in {Folder}.");
        return folder;
    }

    private static async Task<string> RunAsync(string program, string folder, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var said = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await said);
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
            throw;
        }
    }
}
