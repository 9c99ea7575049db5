using System.Buffers;

namespace Gateway.Bench.Engine;

/// <summary>
/// The floor: the same calls in the same rounds, answers read to rented bytes and scanned once, nothing made of them.
/// </summary>
/// <param name="http">Makes the calls.</param>
/// <param name="rounds">Those of a round side by side.</param>
/// <param name="scan">Of <see cref="AnswerScan"/>; JSON where nothing is said.</param>
internal sealed class BareFanOut(
    HttpMessageInvoker http, PreparedCall[][] rounds, Action<byte[], int>? scan = null)
{
    private const int BodyInitial = 2 * 1024 * 1024;

    private readonly Action<byte[], int> _scan = scan ?? AnswerScan.Json;

    public async Task RunAsync()
    {
        foreach (var round in rounds)
        {
            if (round.Length == 1)
            {
                await SendAsync(round[0]);
                continue;
            }

            var calls = new Task[round.Length];
            for (var index = 0; index < calls.Length; index++)
            {
                calls[index] = SendAsync(round[index]);
            }

            await Task.WhenAll(calls);
        }
    }

    private async Task SendAsync(PreparedCall call)
    {
        using var message = call.ToMessage();
        using var answer = await http.SendAsync(message, CancellationToken.None);
        var body = ArrayPool<byte>.Shared.Rent(BodyInitial);
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync();
            var length = 0;
            for (int read; (read = await stream.ReadAsync(body.AsMemory(length))) > 0;)
            {
                length += read;
                if (length == body.Length)
                {
                    throw new BenchException($"{message.RequestUri} answered with more than {BodyInitial} bytes.");
                }
            }

            _scan(body, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }
}
