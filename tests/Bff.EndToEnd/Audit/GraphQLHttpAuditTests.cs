using System.Diagnostics;
using System.Text.Json;
using Gateway.Common.Configuration;
using Gateway.Common.Hosting;
using Gateway.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Bff.EndToEnd.Audit;

/// <summary>The public audits of GraphQL over HTTP (npm <c>graphql-http</c>) against an open host.</summary>
/// <remarks>MUST, SHOULD and MAY count alike: each audit passes in the stable profile.</remarks>
public sealed class GraphQLHttpAuditTests : IAsyncLifetime
{
    /// <summary>What the version in package.json holds; a smaller number means that some did not run.</summary>
    private const int AuditsMin = 60;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bff-audit");
    private WebApplication? _host;

    private static string Tools { get; } = Path.Combine(SharedFiles.RepositoryRoot, "tests/Bff.EndToEnd/Audit");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "a.graphql"), "type Query { hello: String } type Mutation { act: String }");
        var application = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Development",
            ContentRootPath = _folder.FullName,
        });
        application.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Gateway:Access"] = "Open",
            ["Gateway:Sources:a:Kind"] = "GraphQL",
            ["Gateway:Sources:a:Contract"] = "a.graphql",
            ["Gateway:Sources:a:Url"] = "http://127.0.0.1:1",
        });
        application.Logging.ClearProviders();
        _host = application.AddGateway(HostProfile.Web).Build().MapGateway();
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_public_audit_passes_in_the_stable_profile()
    {
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Tools, "node_modules/graphql-http")), $"Run npm ci in {Tools}.");
        var audits = await RunAsync($"{_host!.Urls.First()}/graphql");

        Assert.True(audits.Count >= AuditsMin, $"Only {audits.Count} audits ran.");
        Assert.DoesNotContain(audits, static audit => audit.Status != "ok");
    }

    private static async Task<List<AuditResult>> RunAsync(string url)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var node = StartNode(url);
        var errors = node.StandardError.ReadToEndAsync(cancel);
        var audits = new List<AuditResult>();
        while (await node.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            audits.Add(JsonSerializer.Deserialize<AuditResult>(line, JsonSerializerOptions.Web)!);
        }

        await node.WaitForExitAsync(cancel);
        Assert.True(node.ExitCode == 0, await errors);
        return audits;
    }

    private static Process StartNode(string url)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", ["audit.mjs", url])
            {
                WorkingDirectory = Tools,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("node is not installed.");
            throw;
        }
    }

    /// <summary>A line of audit.mjs.</summary>
    private sealed record AuditResult(string Id, string Name, string Status, string? Reason);
}
