using System.Diagnostics;

namespace Gateway.Testing;

/// <summary>A server of npm packages in a process of its own; it ends when its input is closed.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(2);

    private readonly Process? _process;

    private NodeProcess(Process? process, string firstLine, string reason)
    {
        _process = process;
        FirstLine = firstLine;
        Reason = reason;
    }

    /// <summary>What the server says once it listens; empty where there is none.</summary>
    public string FirstLine { get; }

    /// <summary>Why there is none.</summary>
    public string Reason { get; }

    /// <param name="folder">From the repository's root; <c>npm ci</c> was run in it.</param>
    /// <param name="module">A package that must be there.</param>
    /// <param name="arguments">The script and what it is told.</param>
    public static async Task<NodeProcess> StartAsync(string folder, string module, params string[] arguments)
    {
        var path = Path.Combine(SharedFiles.RepositoryRoot, folder);
        if (!Directory.Exists(Path.Combine(path, "node_modules", module)))
        {
            return new NodeProcess(null, "", $"Run `npm ci` in {folder} first.");
        }

        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            var process = Process.Start(start)!;
            using var limit = new CancellationTokenSource(StartMax);
            return new NodeProcess(process, await process.StandardOutput.ReadLineAsync(limit.Token) ?? "", "");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new NodeProcess(null, "", "There is no node.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
