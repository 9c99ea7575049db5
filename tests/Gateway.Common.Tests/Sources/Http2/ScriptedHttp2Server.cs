using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Common.Tests.Sources.Http2;

/// <summary>A frame as the server received it.</summary>
internal sealed record ReceivedFrame(int Type, int Flags, int StreamId, byte[] Payload);

/// <summary>A server of HTTP/2 that answers each request with what a test says, to the byte.</summary>
internal sealed class ScriptedHttp2Server : IAsyncDisposable
{
    public const string Settings = "SETTINGS 0 -";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, string?> _script;
    private readonly string _greeting;
    private readonly bool _byByte;
    private readonly int _window;
    private readonly bool _isDeaf;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<ReceivedFrame> _received = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly List<Task> _talks = [];
    private readonly Task _serving;
    private int _connections;
    private int _requests;

    /// <param name="script">By the number of the request over all connections, from 0: <see cref="FrameScript"/>; null
    /// ends the connection.</param>
    /// <param name="greeting">Sent before anything was received.</param>
    /// <param name="byByte">Whether each byte is sent by itself.</param>
    /// <param name="window">Bytes that it takes more, of the connection and the stream, for each DATA frame; 0: none.
    /// </param>
    /// <param name="isDeaf">Whether it reads nothing behind the preface.</param>
    public ScriptedHttp2Server(
        Func<int, string?> script,
        string greeting = Settings,
        bool byByte = false,
        int window = 0,
        bool isDeaf = false)
    {
        (_script, _greeting, _byByte, _window, _isDeaf) = (script, greeting, byByte, window, isDeaf);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public int Connections => Volatile.Read(ref _connections);

    public int Requests => Volatile.Read(ref _requests);

    public IReadOnlyCollection<ReceivedFrame> Received => _received;

    /// <summary>Waits for a frame that came, or comes.</summary>
    public async Task<ReceivedFrame> ReceivedAsync(Func<ReceivedFrame, bool> matches)
    {
        while (true)
        {
            if (_received.FirstOrDefault(matches) is { } frame)
            {
                return frame;
            }

            await _arrived.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until as many requests have come.</summary>
    public Task RequestedAsync(int count) => ArrivedAsync(() => Requests >= count);

    /// <summary>Waits until as many connections were made.</summary>
    public Task ConnectedAsync(int count) => ArrivedAsync(() => Connections >= count);

    private async Task ArrivedAsync(Func<bool> isEnough)
    {
        while (!isEnough())
        {
            await _arrived.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until a connection, by its number from 0, has ended.</summary>
    public Task EndedAsync(int connection)
    {
        lock (_talks)
        {
            return _talks[connection];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        await Task.WhenAll(_talks);
        _end.Dispose();
        _arrived.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                lock (_talks)
                {
                    _talks.Add(TalkAsync(socket));
                }

                _arrived.Release();
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        using var connection = socket;
        using var wire = new NetworkStream(socket);
        socket.NoDelay = true;
        try
        {
            await SendAsync(wire, _greeting, 0);
            await wire.ReadExactlyAsync(new byte[24], _end.Token);
            if (_isDeaf)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
            }

            while (await ReadAsync(wire) is { } frame && await TakeAsync(wire, frame))
            {
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException)
        {
            // The client has gone, or the test is over.
        }
    }

    /// <returns>Whether the connection goes on.</returns>
    private async Task<bool> TakeAsync(NetworkStream wire, ReceivedFrame frame)
    {
        _received.Enqueue(frame);
        _arrived.Release();
        if (frame.Type == 0 && _window > 0)
        {
            await SendAsync(wire, $"WINDOW 0 - x:{_window:x8}; WINDOW N - x:{_window:x8}", frame.StreamId);
        }

        if (frame.Type is not (0 or 1) || (frame.Flags & 1) == 0)
        {
            return true;
        }

        if (_script(Interlocked.Increment(ref _requests) - 1) is not { } script)
        {
            return false;
        }

        await SendAsync(wire, script, frame.StreamId);
        _arrived.Release();
        return !script.EndsWith(FrameScript.Close, StringComparison.Ordinal);
    }

    private async Task SendAsync(NetworkStream wire, string script, int streamId)
    {
        var bytes = FrameScript.Bytes(script, streamId);
        foreach (var piece in _byByte ? bytes.Chunk(1) : [bytes])
        {
            await wire.WriteAsync(piece, _end.Token);
        }
    }

    private async Task<ReceivedFrame?> ReadAsync(NetworkStream wire)
    {
        var head = new byte[9];
        if (await wire.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, _end.Token) < head.Length)
        {
            return null;
        }

        var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(head) >> 8 & 0xffffff];
        await wire.ReadExactlyAsync(payload, _end.Token);
        return new ReceivedFrame(head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload);
    }
}
