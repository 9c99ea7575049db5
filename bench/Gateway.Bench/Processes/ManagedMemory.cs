using System.Globalization;
using System.Net.Sockets;

namespace Gateway.Bench.Processes;

/// <summary>What a .NET process of the run has allocated so far, asked over a socket file.</summary>
/// <remarks>
/// The process is told to load this assembly before its own program (<c>DOTNET_STARTUP_HOOKS</c>), which then answers
/// every connection with one number.
/// </remarks>
internal static class ManagedMemory
{
    /// <summary>Names the socket file to the process.</summary>
    public const string Variable = "GATEWAY_BENCH_ALLOCATIONS";

    /// <summary>Makes a process that is about to start answer.</summary>
    /// <returns>The socket file.</returns>
    public static string Prepare(IDictionary<string, string?> environment)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("bench-").FullName, "allocations");
        environment[Variable] = file;
        environment["DOTNET_STARTUP_HOOKS"] = typeof(ManagedMemory).Assembly.Location;
        return file;
    }

    /// <returns>Bytes; null for a process that does not answer.</returns>
    public static long? AllocatedBy(string? file)
    {
        if (file is null || !File.Exists(file))
        {
            return null;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(file));
        Span<byte> text = stackalloc byte[32];
        var length = socket.Receive(text);
        return long.Parse(text[..length], CultureInfo.InvariantCulture);
    }

    /// <summary>Answers until the process ends; runs in the process that is measured.</summary>
    public static void Serve(string file)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(file));
        listener.Listen();
        var thread = new Thread(() =>
        {
            while (true)
            {
                using var asking = listener.Accept();
                asking.Send(System.Text.Encoding.ASCII.GetBytes(
                    GC.GetTotalAllocatedBytes().ToString(CultureInfo.InvariantCulture)));
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
    }
}
