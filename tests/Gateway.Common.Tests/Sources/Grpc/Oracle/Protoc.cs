using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Grpc.Oracle;

/// <summary>Google's own compiler, which the package Grpc.Tools brings.</summary>
internal static class Protoc
{
    private static readonly string Tools = typeof(Protoc).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "GrpcTools").Value!;

    /// <summary>What Google's own files declare: those that the gateway has built in.</summary>
    private static readonly string WellKnown = Path.Combine(
        SharedFiles.RepositoryRoot, "src/Gateway.Common/Sources/Grpc/Compiler/wellknown.pb");

    /// <returns>A descriptor set with imports and comments; null where the compiler refuses the file.</returns>
    public static async Task<(byte[]? Set, string Errors)> CompileAsync(string folder, string file)
    {
        var output = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(Compiler(),
            [
                $"--descriptor_set_in={WellKnown}", $"-I{folder}", "--include_imports", "--include_source_info", "-o", output, file,
            ])
            {
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode == 0 ? await File.ReadAllBytesAsync(output) : null, errors);
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static string Compiler()
    {
        var system = OperatingSystem.IsWindows() ? "windows_x64" : OperatingSystem.IsMacOS() ? "macosx_universal"
            : RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux_arm64" : "linux_x64";
        var compiler = Path.Combine(Tools, "tools", system, OperatingSystem.IsWindows() ? "protoc.exe" : "protoc");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(compiler) & UnixFileMode.UserExecute) == 0)
        {
            File.SetUnixFileMode(compiler, File.GetUnixFileMode(compiler) | UnixFileMode.UserExecute);
        }

        return compiler;
    }
}
