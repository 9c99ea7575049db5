using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Common.Tests.Performance;

/// <summary>Answers every request on its connections with the same bytes, and allocates nothing for it.</summary>
/// <remarks>Requests come whole, one at a time: what one receive brings is one.</remarks>
internal sealed class CannedSubgraph : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;

    /// <param name="answer">JSON.</param>
    public CannedSubgraph(string answer)
    {
        _answer = Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {answer.Length}\r\n\r\n{answer}");
        _listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = _listener.AcceptSocket();
                new Thread(() => Serve(connection)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }

    private void Serve(Socket connection)
    {
        using (connection)
        {
            connection.NoDelay = true;
            var request = new byte[16 * 1024];
            try
            {
                while (connection.Receive(request) > 0)
                {
                    connection.Send(_answer);
                }
            }
            catch (SocketException)
            {
                // The host closed in its own way.
            }
        }
    }
}
