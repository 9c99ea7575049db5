using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Shop;

namespace Bff.EndToEnd.Samples;

/// <summary>
/// A gRPC call made by hand, so that the sample servers are held to the wire and not to our own client.
/// </summary>
internal sealed class RawGrpc(Backend backend) : IDisposable
{
    private const int PrefixBytes = 5;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly HttpClient _client = new(new SocketsHttpHandler())
    {
        BaseAddress = backend.Url,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public void Dispose() => _client.Dispose();

    /// <summary>A call whose answer is read to the end.</summary>
    public async Task<Answer<T>> CallAsync<T>(
        string method, IMessage request, MessageParser<T> parser, string? timeout = null)
        where T : IMessage<T>
    {
        using HttpResponseMessage response = await SendAsync(method, Frame(request.ToByteArray()), timeout);
        return await ReadAsync(response, parser);
    }

    public async Task<Answer<T>> CallAsync<T>(
        string method, byte[] body, MessageParser<T> parser, string? timeout = null, string? encoding = null)
        where T : IMessage<T>
    {
        using HttpResponseMessage response = await SendAsync(method, body, timeout, encoding);
        return await ReadAsync(response, parser);
    }

    /// <summary>A call that has its headers back; the caller reads the messages one by one.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        string method, byte[] body, string? timeout = null, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = new ByteArrayContent(body) };
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.Add("te", "trailers");
        if (timeout is not null)
            request.Headers.Add("grpc-timeout", timeout);
        if (encoding is not null)
            request.Headers.Add("grpc-encoding", encoding);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }

    public static byte[] Frame(byte[] message, byte flag = 0)
    {
        var frame = new byte[PrefixBytes + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, PrefixBytes);
        return frame;
    }

    /// <returns>Null at the end of the stream.</returns>
    public static async Task<T?> ReadMessageAsync<T>(Stream stream, MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        var prefix = new byte[PrefixBytes];
        if (await stream.ReadAtLeastAsync(prefix, PrefixBytes, throwOnEndOfStream: false, Cancel) == 0)
            return null;
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1))];
        await stream.ReadExactlyAsync(message, Cancel);
        return parser.ParseFrom(message);
    }

    public static string? Trailer(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var trailers) ? trailers.Single()
        : response.Headers.TryGetValues(name, out var headers) ? headers.Single()
        : null;

    private static async Task<Answer<T>> ReadAsync<T>(HttpResponseMessage response, MessageParser<T> parser)
        where T : IMessage<T>
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/grpc", response.Content.Headers.ContentType?.MediaType);
        byte[] body = await response.Content.ReadAsByteArrayAsync(Cancel);
        var messages = new List<T>();
        for (int at = 0; at < body.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(at + 1));
            messages.Add(parser.ParseFrom(body.AsSpan(at + PrefixBytes, length)));
            at += PrefixBytes + length;
        }

        string? details = Trailer(response, "grpc-status-details-bin");
        return new Answer<T>(
            Trailer(response, "grpc-status"),
            Trailer(response, "grpc-message"),
            details is null ? [] : Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')),
            messages);
    }

    internal sealed record Answer<T>(string? Status, string? Message, byte[] Details, IReadOnlyList<T> Messages);
}
