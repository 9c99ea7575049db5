using System.Globalization;
using System.Net;

namespace Gateway.Common.Tests.Sources.Http;

/// <summary>Waits until what was sent over loopback has come in, which on a busy machine is later.</summary>
internal static class Arrival
{
    private const string CloseWait = "08";

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <param name="receiver">A socket's own end, as its peer knows it.</param>
    /// <param name="cancellationToken">The test's.</param>
    public static async Task WaitAsync(EndPoint? receiver, CancellationToken cancellationToken)
    {
        var port = ((IPEndPoint)receiver!).Port.ToString("X4", CultureInfo.InvariantCulture);
        while (OperatingSystem.IsLinux() && !await HasArrivedAsync(port, cancellationToken))
        {
            await Task.Yield();
        }
    }

    /// <summary>Whether bytes wait to be received, or the end. Source: proc_net_tcp.rst of the Linux kernel.</summary>
    private static async Task<bool> HasArrivedAsync(string port, CancellationToken cancellationToken)
    {
        foreach (var table in Tables.Where(File.Exists))
        {
            foreach (var line in await File.ReadAllLinesAsync(table, cancellationToken))
            {
                var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (fields[1].EndsWith($":{port}", StringComparison.Ordinal)
                    && (fields[3] == CloseWait || !fields[4].EndsWith(":00000000", StringComparison.Ordinal)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
