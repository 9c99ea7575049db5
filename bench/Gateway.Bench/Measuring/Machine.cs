using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gateway.Bench.Measuring;

/// <summary>Where a figure comes from: without this it says nothing.</summary>
internal static class Machine
{
    private const string CpuFile = "/proc/cpuinfo";
    private const string CpuField = "model name";

    /// <summary>CPU, cores, system, runtime and commit in one line.</summary>
    public static async Task<string> DescribeAsync() =>
        $"{Cpu()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Split('#')[0].Trim()}, "
        + $"{RuntimeInformation.FrameworkDescription}, commit {await CommitAsync()}";

    private static string Cpu()
    {
        var line = File.Exists(CpuFile)
            ? File.ReadLines(CpuFile).FirstOrDefault(static line => line.StartsWith(CpuField, StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    /// <returns>The short hash; with <c>+</c> when files that are built differ from it.</returns>
    private static async Task<string> CommitAsync()
    {
        var hash = await GitAsync("rev-parse", "--short", "HEAD");
        var changed = await GitAsync("status", "--porcelain", "--", "src", "samples", "bench/Gateway.Bench");
        return hash.Length == 0 ? "unknown" : changed.Length == 0 ? hash : hash + "+";
    }

    private static async Task<string> GitAsync(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = Repository.PathOf(""),
                RedirectStandardOutput = true,
            })!;
            var output = await git.StandardOutput.ReadToEndAsync();
            await git.WaitForExitAsync();
            return output.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
