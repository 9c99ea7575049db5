using System.Net;
using System.Net.Sockets;

namespace Shop.Orchestration;

/// <summary>Tells a taken port by name before anything is started.</summary>
internal static class PortCheck
{
    /// <returns>A line for each port that something else listens on.</returns>
    public static IReadOnlyList<string> FindTaken(ShopPorts ports) =>
    [
        .. ports.All
            .Where(place => !IsFree(place.Url.Port))
            .Select(place => $"Port {place.Url.Port}, which {place.Name} needs, is in use."),
    ];

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
