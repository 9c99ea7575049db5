using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
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

    /// <param name="keepsOptions">Those too that are for the source alone, such as declarations of extensions.</param>
    /// <returns>A descriptor set with imports and comments; null where the compiler refuses the file.</returns>
    public static async Task<(byte[]? Set, string Errors)> CompileAsync(
        string folder, string file, bool keepsOptions = false)
    {
        var output = Path.GetTempFileName();
        try
        {
            string[] arguments =
            [
                .. Sources(folder), "--include_imports", "--include_source_info",
                .. keepsOptions ? ["--retain_options"] : Array.Empty<string>(), "-o", output, file,
            ];
            var (code, _, errors) = await RunAsync(arguments, []);
            return (code == 0 ? await File.ReadAllBytesAsync(output) : null, errors);
        }
        finally
        {
            File.Delete(output);
        }
    }

    /// <summary>A message in text format → bytes.</summary>
    public static Task<byte[]> EncodeAsync(string folder, string file, string type, string text) =>
        ConvertAsync(folder, file, $"--encode={type}", Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes → a message in text format; what the type does not know is there by number.</summary>
    public static async Task<string> DecodeAsync(string folder, string file, string type, byte[] message) =>
        Encoding.UTF8.GetString(await ConvertAsync(folder, file, $"--decode={type}", message)).TrimEnd('\n');

    private static async Task<byte[]> ConvertAsync(string folder, string file, string action, byte[] input)
    {
        var (code, output, errors) = await RunAsync([.. Sources(folder), action, file], input);
        Assert.True(code == 0, errors);
        return output;
    }

    private static string[] Sources(string folder) => [$"--descriptor_set_in={WellKnown}", $"-I{folder}"];

    private static async Task<(int Code, byte[] Output, string Errors)> RunAsync(string[] arguments, byte[] input)
    {
        var start = new ProcessStartInfo(Compiler(), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        using var output = new MemoryStream();
        var copying = process.StandardOutput.BaseStream.CopyToAsync(output);
        var errors = await process.StandardError.ReadToEndAsync();
        await copying;
        await process.WaitForExitAsync();
        return (process.ExitCode, output.ToArray(), errors);
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
