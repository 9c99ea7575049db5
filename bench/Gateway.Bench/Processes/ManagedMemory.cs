using System.Globalization;
using System.Net.Sockets;

namespace Gateway.Bench.Processes;

/// <summary>What a .NET process of the run has allocated so far, and what it holds, asked over a socket file.</summary>
/// <remarks>
/// The process is told to load this assembly before its own program (<c>DOTNET_STARTUP_HOOKS</c>), which then answers
/// the one byte that it is sent over a connection with one number.
/// </remarks>
internal static class ManagedMemory
{
    /// <summary>Names the socket file to the process.</summary>
    public const string Variable = "GATEWAY_BENCH_ALLOCATIONS";

    private const byte Allocated = (byte)'a';
    private const byte Held = (byte)'h';

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
    public static long? AllocatedBy(string? file) => Ask(file, Allocated);

    /// <summary>What is still held once all garbage is collected and memory that is not needed given back.</summary>
    /// <returns>Bytes; null for a process that does not answer.</returns>
    public static long? HeldBy(string? file) => Ask(file, Held);

    private static long? Ask(string? file, byte question)
    {
        if (file is null || !File.Exists(file))
        {
            return null;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(file));
        socket.Send([question]);
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
            Span<byte> question = stackalloc byte[1];
            while (true)
            {
                using var asking = listener.Accept();
                var answer = asking.Receive(question) == 1 && question[0] == Held
                    ? Collect()
                    : GC.GetTotalAllocatedBytes();
                asking.Send(System.Text.Encoding.ASCII.GetBytes(answer.ToString(CultureInfo.InvariantCulture)));
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
    }

    private static long Collect()
    {
        // What finalizers let go is collected by the second.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
