using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Common.Tests.Performance;

/// <summary>Sends one request again and again over one connection, and allocates nothing for it.</summary>
internal sealed class WireClient : IDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request;
    private readonly byte[] _answer = new byte[16 * 1024];
    private int _received;

    /// <param name="host">Where it listens.</param>
    /// <param name="body">JSON.</param>
    public WireClient(Uri host, string body)
    {
        _request = Encoding.UTF8.GetBytes(
            $"POST /graphql HTTP/1.1\r\nHost: {host.Authority}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        _socket.Connect(host.Host, host.Port);
    }

    /// <summary>Head and body as they came.</summary>
    public string LastAnswer => Encoding.UTF8.GetString(_answer, 0, _received);

    /// <summary>Sends the next request when the answer to the one before it is whole.</summary>
    public void Send(int requests)
    {
        for (var request = 0; request < requests; request++)
        {
            _socket.Send(_request);
            _received = 0;
            while (!IsWhole(_answer.AsSpan(0, _received)))
            {
                var count = _socket.Receive(_answer.AsSpan(_received));
                Assert.NotEqual(0, count);
                _received += count;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Answers here say their length.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> received)
    {
        var head = received.IndexOf(HeadEnd);
        if (head < 0)
        {
            return false;
        }

        var name = "Content-Length: "u8;
        var length = received[(received.IndexOf(name) + name.Length)..];
        return Utf8Parser.TryParse(length, out int bytes, out _)
            && received.Length == head + HeadEnd.Length + bytes;
    }
}
