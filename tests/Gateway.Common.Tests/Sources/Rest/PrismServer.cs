using System.Diagnostics;
using System.Text.RegularExpressions;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>npm's <c>@stoplight/prism-cli</c> mocking a contract, refusing what the contract does not allow.</summary>
internal sealed class PrismServer : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task _drain;

    private PrismServer(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        _drain = process.StandardOutput.ReadToEndAsync();
    }

    public Uri Address { get; }

    public static string Folder { get; } =
        Path.Combine(SharedFiles.RepositoryRoot, "tests/Gateway.Common.Tests/Sources/Rest/Servers");

    private static string Program => Path.Combine(Folder, "node_modules/@stoplight/prism-cli/dist/index.js");

    /// <returns>Null where Node or the package is absent, with the reason.</returns>
    public static async Task<(PrismServer? Server, string Reason)> StartAsync(string contract)
    {
        if (!File.Exists(Program))
        {
            return (null, $"Run `npm ci` in {Path.GetRelativePath(SharedFiles.RepositoryRoot, Folder)} first.");
        }

        var start = new ProcessStartInfo("node", [Program, "mock", "--port", "0", "--errors", contract])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Folder,
        };
        start.Environment["NO_COLOR"] = "1";
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, "There is no node.");
        }

        using var limit = new CancellationTokenSource(StartMax);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (Regex.Match(line, "listening on (http://\\S+)") is { Success: true } found)
            {
                return (new PrismServer(process, new Uri(found.Groups[1].Value)), "");
            }
        }

        throw new InvalidOperationException($"prism ended before it listened: {process.ExitCode}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _drain;
        _process.Dispose();
    }
}
