using System.Buffers;
using System.Text.Json;

namespace Gateway.Bench.Engine;

/// <summary>
/// The floor: the same calls in the same rounds, answers read to rented bytes, JSON scanned once, nothing made of it.
/// </summary>
internal sealed class BareFanOut(HttpMessageInvoker http, PreparedCall[][] rounds)
{
    private const int BodyInitial = 2 * 1024 * 1024;

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

            if (length > 0 && body[0] is (byte)'{' or (byte)'[')
            {
                Scan(body.AsSpan(0, length));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private static void Scan(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
        }
    }
}
