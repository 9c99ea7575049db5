using System.Buffers.Binary;
using System.Text;
using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Sources.Http2;

/// <summary>Answers that are read as they come.</summary>
public sealed class Http2StreamTests
{
    private const string Head = "HEADERS N h :status=200|content-type=application/grpc; ";

    /// <summary>What is sent, and what is read of it: the body, then a status or what went wrong.</summary>
    public static TheoryData<string, string> Streams { get; } = new()
    {
        { Head + "DATA N - x:6f6b; HEADERS N eh grpc-status=0", "ok 0" },
        { Head + "DATA N - x:6f; DATA N - x:6b; HEADERS N eh grpc-status=5", "ok 5" },
        { Head + "DATA N e x:6f6b", "ok " },
        { "HEADERS N eh :status=200|grpc-status=5", " 5" },
        { "HEADERS N eh :status=200|grpc-status=14", "Unavailable" },
        { "HEADERS N eh :status=503", "Unavailable" },
        { "DATA N e x:6f6b", "InvalidResponse" },
        { "RST N - x:00000002", "Unavailable" },
        { Head + "DATA N - x:6f6b; RST N - x:00000002", "ok IOException" },
        { Head + "DATA N - x:6f6b; HEADERS N eh A=b", "ok IOException" },
        { Head + "DATA N - x:6f6b" + FrameScript.Close, "ok IOException" },
        { Head + "DATA N - x:6f6b; PUSH N - -", "ok IOException" },
    };

    [Theory, MemberData(nameof(Streams))]
    public async Task A_stream(string script, string expected)
    {
        foreach (var byByte in new[] { false, true })
        {
            await using var server = new ScriptedHttp2Server(_ => script, byByte: byByte);
            using var transport = Http2Calls.Transport(server.Address);
            var outcome = await OpenAsync(transport);
            if (!outcome.IsSuccess)
            {
                Assert.Equal(expected, outcome.Failure.Kind.ToString());
                continue;
            }

            await using var stream = outcome.Value;

            Assert.Equal(expected, await ReadAsync(stream));
        }
    }

    [Fact]
    public async Task Who_stops_reading_ends_the_stream_and_no_other()
    {
        await using var server = new ScriptedHttp2Server(_ => Head + "DATA N - x:6f6b");
        using var transport = Http2Calls.Transport(server.Address);
        await using (var first = (await OpenAsync(transport)).Value!)
        {
            await first.Body.ReadExactlyAsync(new byte[2], TestContext.Current.CancellationToken);
        }

        var reset = await server.ReceivedAsync(static frame => frame.Type == 3);
        Assert.Equal((1, 8), (reset.StreamId, BinaryPrimitives.ReadInt32BigEndian(reset.Payload)));
        await using var second = (await OpenAsync(transport)).Value!;
        await second.Body.ReadExactlyAsync(new byte[2], TestContext.Current.CancellationToken);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task The_source_may_send_on_when_half_of_what_it_may_send_was_read()
    {
        await using var server = new ScriptedHttp2Server(_ => Head + "DATA N - x:00(16384) *16");
        using var transport = Http2Calls.Transport(server.Address);
        await using var stream = (await OpenAsync(transport)).Value!;

        await stream.Body.ReadExactlyAsync(new byte[127 * 1024], TestContext.Current.CancellationToken);
        Assert.DoesNotContain(server.Received, static frame => frame.Type == 8 && frame.StreamId == 1);
        await stream.Body.ReadExactlyAsync(new byte[129 * 1024], TestContext.Current.CancellationToken);

        var update = await server.ReceivedAsync(static frame => frame.Type == 8 && frame.StreamId == 1);
        Assert.True(BinaryPrimitives.ReadInt32BigEndian(update.Payload) >= 128 * 1024);
    }

    [Fact]
    public async Task A_source_that_sends_more_than_it_may_is_stopped()
    {
        await using var server = new ScriptedHttp2Server(_ => Head + "DATA N - x:00(16384) *17");
        using var transport = Http2Calls.Transport(server.Address);
        await using var stream = (await OpenAsync(transport)).Value!;

        var reset = await server.ReceivedAsync(static frame => frame.Type == 3);

        Assert.Equal(3, BinaryPrimitives.ReadInt32BigEndian(reset.Payload));
        Assert.EndsWith(" IOException", await ReadAsync(stream), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_that_is_given_up_ends_the_stream()
    {
        await using var server = new ScriptedHttp2Server(_ => Head);
        using var transport = Http2Calls.Transport(server.Address);
        await using var stream = (await OpenAsync(transport)).Value!;
        using var caller = new CancellationTokenSource();
        var read = stream.Body.ReadAsync(new byte[1], caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await read);
        await server.ReceivedAsync(static frame => frame.Type == 3);
    }

    private static async Task<string> ReadAsync(SourceStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[3];
        try
        {
            int read;
            while ((read = await stream.Body.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            return $"{text} IOException";
        }

        return $"{text} {stream.Trailers.Find("grpc-status") ?? stream.Headers.Find("grpc-status")}";
    }

    private static async ValueTask<Common.Policies.Resilience.CallOutcome<SourceStream>> OpenAsync(
        SourceTransport transport)
    {
        using var request = Http2Calls.Request();
        request.FindFailure = Common.Sources.Grpc.GrpcAnswer.FindFailure;
        return await transport.OpenAsync(request, NobodysCall.Context(), TestContext.Current.CancellationToken);
    }
}
