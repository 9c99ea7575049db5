using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Gateway.Testing.Pressure;

/// <summary>Sends one GraphQL request from many connections at once and judges every answer.</summary>
/// <param name="url">Of the gateway.</param>
/// <param name="body">Of GraphQL over HTTP.</param>
/// <param name="requestMax">A request that takes longer is stuck.</param>
internal sealed class PressureLoad(Uri url, byte[] body, TimeSpan requestMax) : IDisposable
{
    private const int AnswerBytesMax = 1024 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    private byte[] _wholeBytes = [];
    private JsonNode _whole = JsonValue.Create(false);

    /// <summary>Takes what is answered now for the whole answer.</summary>
    /// <param name="isRight">Whether it is.</param>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public async Task LearnAsync(Func<byte[], bool> isRight)
    {
        using var answer = await _http.SendAsync(Message(), CancellationToken.None);
        _wholeBytes = await answer.Content.ReadAsByteArrayAsync();
        if (!isRight(_wholeBytes))
        {
            throw new InvalidOperationException(
                $"Wrong before any fault: {System.Text.Encoding.UTF8.GetString(_wholeBytes)}");
        }

        _whole = JsonNode.Parse(_wholeBytes)!;
    }

    /// <param name="connections">Requests in flight at any time.</param>
    /// <param name="goesOn">Asked before each request, by all connections.</param>
    public async Task<PressureResult> RunAsync(int connections, Func<bool> goesOn)
    {
        var result = new PressureResult();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            while (goesOn())
            {
                await SendAsync(result);
            }
        }));
        return result;
    }

    public void Dispose() => _http.Dispose();

    private async Task SendAsync(PressureResult result)
    {
        using var longest = new CancellationTokenSource(requestMax, TimeProvider.System);
        var since = TimeProvider.System.GetTimestamp();
        var bytes = ArrayPool<byte>.Shared.Rent(AnswerBytesMax);
        try
        {
            using var message = Message();
            using var answer = await _http.SendAsync(message, longest.Token);
            var length = await ReadAsync(answer, bytes, longest.Token);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                result.AddWrong($"status {(int)answer.StatusCode}");
            }
            else if (bytes.AsSpan(0, length).SequenceEqual(_wholeBytes))
            {
                result.AddWhole();
            }
            else
            {
                result.AddPartial(PartialAnswer.FindFault(_whole, bytes.AsSpan(0, length)));
            }
        }
        catch (OperationCanceledException)
        {
            result.AddStuck();
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            result.AddWrong($"no answer: {failed.Message}");
        }
        finally
        {
            result.AddTime(TimeProvider.System.GetElapsedTime(since));
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static async Task<int> ReadAsync(HttpResponseMessage answer, byte[] bytes, CancellationToken longest)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(longest);
        var length = 0;
        for (int read; (read = await stream.ReadAsync(bytes.AsMemory(length), longest)) > 0;)
        {
            length += read;
        }

        return length;
    }

    private HttpRequestMessage Message() => new(HttpMethod.Post, url)
    {
        Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } },
    };
}
