using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Shop.Orchestration;

/// <summary>A host that runs as a child process.</summary>
/// <remarks>Its output is kept to the last lines; disposing it ends it, gently first.</remarks>
internal sealed class HostProcess : IAsyncDisposable
{
    private const int LinesMax = 30;
    private const int Sigterm = 15;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly Process _process;
    private readonly Action<string>? _echo;
    private readonly TimeProvider _clock;

    private HostProcess(HostLaunch launch, Process process, Action<string>? echo, TimeProvider clock)
    {
        Launch = launch;
        _process = process;
        _echo = echo;
        _clock = clock;
        Exited = process.WaitForExitAsync();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HostLaunch Launch { get; }

    /// <summary>Completes when the process has ended and its output is read.</summary>
    public Task Exited { get; }

    /// <summary>How it ended and what it said last; for after <see cref="Exited"/>.</summary>
    public string Obituary => $"{Launch.Name} ended with exit code {_process.ExitCode}.{LastLines}";

    public string LastLines
    {
        get
        {
            lock (_gate)
            {
                var heading = _lines.Count == 0 ? " It wrote nothing." : " Its last lines:\n";
                return heading + string.Join('\n', _lines.Select(line => "    " + line));
            }
        }
    }

    /// <param name="launch">What to run.</param>
    /// <param name="echo">Takes each line that the host writes; null keeps them.</param>
    /// <param name="clock">For the bounds of stopping.</param>
    /// <exception cref="StartException">The process cannot be started at all.</exception>
    public static HostProcess Start(HostLaunch launch, Action<string>? echo, TimeProvider clock)
    {
        try
        {
            var process = Process.Start(StartInfo(launch))!;
            return new HostProcess(launch, process, echo, clock);
        }
        catch (Win32Exception error)
        {
            throw new StartException($"{launch.Name} cannot be started: {error.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Terminate();
        }

        if (!await EndsWithin(StopTimeout))
        {
            _process.Kill(entireProcessTree: true);
            await EndsWithin(KillTimeout);
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(HostLaunch launch)
    {
        // A host path is only there when the SDK started this program; else "dotnet" is what the user typed.
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = launch.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(launch.Assembly);
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(launch.Url.GetLeftPart(UriPartial.Authority));
        foreach (var (key, value) in launch.Settings)
        {
            start.ArgumentList.Add($"--{key}={value}");
        }

        foreach (var (key, value) in launch.Secrets)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        // ASP.NET reads DOTNET_ENVIRONMENT where ASPNETCORE_ENVIRONMENT is absent.
        if (!start.Environment.ContainsKey("DOTNET_ENVIRONMENT"))
        {
            start.Environment.TryAdd("ASPNETCORE_ENVIRONMENT", "Development");
        }

        return start;
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _echo?.Invoke($"[{Launch.Name}] {line}");
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesMax)
            {
                _lines.Dequeue();
            }
        }
    }

    /// <summary>SIGTERM where there are signals: the host drains and stops by itself.</summary>
    private void Terminate()
    {
        if (OperatingSystem.IsWindows())
        {
            _process.Kill(entireProcessTree: true);
        }
        else
        {
            _ = SendSignal(_process.Id, Sigterm);
        }
    }

    private async Task<bool> EndsWithin(TimeSpan timeout)
    {
        try
        {
            await Exited.WaitAsync(timeout, _clock);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SendSignal(int processId, int signal);
}
