using System.Diagnostics;
using Gateway.Common.Primitives;

namespace Gateway.Bench.Processes;

/// <summary>A process of this run. It ends when this object is disposed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly string? _memory;

    private ChildProcess(Process process, string announced, string? memory = null)
    {
        _process = process;
        _memory = memory;
        Announced = announced;
    }

    /// <summary>What stood behind the mark in the line that said where it listens.</summary>
    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public string Announced { get; }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>Managed bytes so far; null for a program that is none of .NET.</summary>
    public long? AllocatedBytes => ManagedMemory.AllocatedBy(_memory);

    /// <summary>Managed bytes that are left after a collection; null for a program that is none of .NET.</summary>
    public long? CollectHeldBytes() => ManagedMemory.HeldBy(_memory);

    /// <summary>
    /// This program once more, with other arguments; the first line that it prints is its announcement.
    /// </summary>
    public static Task<ChildProcess> StartSelfAsync(params IEnumerable<string> arguments) =>
        StartProgramAsync(Dotnet, [typeof(ChildProcess).Assembly.Location, .. arguments], "");

    /// <summary>A host of ours.</summary>
    /// <param name="arguments">Of <c>dotnet</c>: an assembly and what it is told.</param>
    /// <param name="mark">What comes before the announcement in its line.</param>
    /// <param name="isWatched">Whether it tells its managed memory, for which it has to load this program too.</param>
    /// <exception cref="BenchException">It ended or said nothing in time.</exception>
    public static Task<ChildProcess> StartAsync(IEnumerable<string> arguments, string mark, bool isWatched = true) =>
        StartProgramAsync(Dotnet, arguments, mark, isWatched, isHost: true);

    /// <inheritdoc cref="StartAsync"/>
    public static async Task<ChildProcess> StartProgramAsync(
        string program, IEnumerable<string> arguments, string mark, bool isWatched = true, bool isHost = false)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        if (isWatched && isHost)
        {
            // A host says so itself before its first socket; what answers for its memory opens one before that.
            start.Environment[SocketThreads.Variable] = "1";
        }

        var memory = isWatched ? ManagedMemory.Prepare(start.Environment) : null;
        var process = Process.Start(start) ?? throw new BenchException("The process did not start.");
        using var timeout = new CancellationTokenSource(StartTimeout, TimeProvider.System);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
            {
                if (line.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at)
                {
                    // Nobody reads on, but a full pipe would hold the process up.
                    _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                    return new ChildProcess(process, line[(at + mark.Length)..].Trim(), memory);
                }
            }

            throw new BenchException($"'{string.Join(' ', start.ArgumentList)}' ended before it was ready.");
        }
        catch
        {
            await EndAsync(process);
            throw;
        }
    }

    /// <summary>A program that announces nothing.</summary>
    /// <param name="start">Must redirect standard input and output.</param>
    /// <param name="announced">What it would have said.</param>
    public static ChildProcess Start(ProcessStartInfo start, string announced) =>
        new(Process.Start(start) ?? throw new BenchException($"{start.FileName} did not start."), announced);

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="BenchException">It ended with another code than 0; the message holds what it said.</exception>
    public static async Task RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new BenchException($"{program} did not start.");
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new BenchException($"{program} ended with {process.ExitCode}: {said}");
        }
    }

    /// <summary>Waits, in a child, until the parent closes its standard input or is gone.</summary>
    public static async Task ServeUntilParentEndsAsync()
    {
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync(_process);

    private static async Task EndAsync(Process process)
    {
        using (process)
        {
            process.Kill(entireProcessTree: true);
            using var timeout = new CancellationTokenSource(StopTimeout, TimeProvider.System);
            await process.WaitForExitAsync(timeout.Token);
        }
    }
}
