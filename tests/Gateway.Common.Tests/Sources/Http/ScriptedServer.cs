using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Common.Tests.Sources.Http;

/// <summary>What a scripted server does with one request.</summary>
/// <param name="Response">Its bytes, one character a byte.</param>
/// <param name="Closes">Whether the connection ends after it.</param>
/// <param name="ByByte">Whether each byte is sent by itself.</param>
internal sealed record ScriptedAnswer(string Response, bool Closes = false, bool ByByte = false);

/// <summary>A server that answers request after request with what a test says, to the byte.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Queue<ScriptedAnswer> _script;
    private readonly List<string> _requests = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;
    private int _connections;
    private Socket? _last;

    public ScriptedServer(params ScriptedAnswer[] script)
    {
        _script = new Queue<ScriptedAnswer>(script);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/base/");

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Heads and bodies as they came.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Says what nobody asked for over the last connection; ends it where that is nothing.</summary>
    public async Task InterruptAsync(string bytes)
    {
        if (bytes.Length == 0)
        {
            _last!.Shutdown(SocketShutdown.Send);
        }
        else
        {
            await _last!.SendAsync(Encoding.Latin1.GetBytes(bytes), _end.Token);
        }

        await Arrival.WaitAsync(_last.RemoteEndPoint, _end.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                _last = socket;
                Interlocked.Increment(ref _connections);
                open.Add(TalkAsync(socket));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        using var connection = socket;
        socket.NoDelay = true;
        try
        {
            while (await ReadRequestAsync(socket) is { } request)
            {
                _requests.Add(request);
                var answer = _script.Dequeue();
                var bytes = Encoding.Latin1.GetBytes(answer.Response);
                foreach (var piece in answer.ByByte ? bytes.Chunk(1) : [bytes])
                {
                    await socket.SendAsync(piece, _end.Token);
                }

                if (answer.Closes)
                {
                    return;
                }
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException)
        {
            // The client has gone, or the test is over.
        }
    }

    private async Task<string?> ReadRequestAsync(Socket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (!IsWhole(text.ToString()))
        {
            var read = await socket.ReceiveAsync(buffer, _end.Token);
            if (read == 0)
            {
                return null;
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    private static bool IsWhole(string text)
    {
        var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        const string Name = "Content-Length: ";
        var at = text.IndexOf(Name, StringComparison.Ordinal);
        var length = at < 0 ? 0 : int.Parse(
            text.AsSpan(at + Name.Length, text.IndexOf('\r', at) - at - Name.Length),
            System.Globalization.CultureInfo.InvariantCulture);
        return head >= 0 && text.Length == head + 4 + length;
    }
}
