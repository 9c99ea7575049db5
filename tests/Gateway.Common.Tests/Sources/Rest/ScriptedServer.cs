using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Common.Tests.Sources.Rest;

/// <summary>
/// A socket on loopback that keeps each request's bytes and answers from a script, one call a connection.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private const int RequestBytesMax = 16 * 1024 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Queue<byte[]> _answers;
    private readonly List<string> _requests = [];
    private readonly Task _serving;

    /// <param name="answers">Head and body of each answer, in the order of the calls; lengths are added.</param>
    public ScriptedServer(IEnumerable<byte[]> answers)
    {
        _answers = new Queue<byte[]>(answers);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/api");

    /// <summary>What came in, bytes as Latin-1 where they are not UTF-8.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Head lines, an empty line, and the body as text.</summary>
    public static byte[] Answer(string text)
    {
        var cut = text.IndexOf("\n\n", StringComparison.Ordinal);
        return cut < 0 ? Answer(text, []) : Answer(text[..cut], Encoding.UTF8.GetBytes(text[(cut + 2)..]));
    }

    public static byte[] Answer(string head, byte[] body)
    {
        var lines = head.TrimEnd('\n').ReplaceLineEndings("\r\n");
        return
        [
            .. Encoding.ASCII.GetBytes($"{lines}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"),
            .. body,
        ];
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (_answers.TryDequeue(out var answer))
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                _requests.Add(await ReadAsync(stream));
                await stream.WriteAsync(answer);
                client.Client.Shutdown(SocketShutdown.Send);
                await DrainAsync(stream);
            }
            catch (Exception closed) when (closed is SocketException or IOException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    /// <summary>Waits for the caller to close: a reset would take the answer away.</summary>
    private static async Task DrainAsync(NetworkStream stream)
    {
        var rest = new byte[1024];
        while (await stream.ReadAsync(rest) > 0)
        {
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[8 * 1024];
        while (LengthOf(bytes) is var whole && (whole < 0 || bytes.Count < whole))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0 || bytes.Count > RequestBytesMax)
            {
                break;
            }

            bytes.AddRange(buffer.AsSpan(0, read));
        }

        byte[] all = [.. bytes];
        return System.Text.Unicode.Utf8.IsValid(all) ? Encoding.UTF8.GetString(all) : Encoding.Latin1.GetString(all);
    }

    /// <returns>Bytes of head and body; -1 before the head is whole.</returns>
    private static int LengthOf(List<byte> bytes)
    {
        var text = Encoding.Latin1.GetString([.. bytes]);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return -1;
        }

        var length = text[..end].Split("\r\n")
            .Where(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(static line => int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture))
            .FirstOrDefault();
        return end + 4 + length;
    }
}
