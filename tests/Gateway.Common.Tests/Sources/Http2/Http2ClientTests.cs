using System.Buffers.Binary;
using Gateway.Common.Sources;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Http2;

/// <summary>Calls over HTTP/2 to a server that sends what each test says, also byte by byte.</summary>
/// <remarks>Source: RFC 9113.</remarks>
public sealed class Http2ClientTests
{
    private const string Ok = FrameScript.Ok;
    private const string OfOk = "200 application/grpc ok 0";
    private const string Malformed = "InvalidResponse";
    private const string Head = "HEADERS N h :status=200|content-type=application/grpc; ";
    private const string Status = "HEADERS N eh grpc-status=0";

    /// <summary>
    /// What a server sends for a request, and what is made of it; <c>+</c> where the connection serves again, then what
    /// the client said of an error: the frame's type and code.
    /// </summary>
    public static TheoryData<string, string> Answers { get; } = new()
    {
        { Ok, OfOk + "+" },
        { "HEADERS N eh :status=200|grpc-status=12", "200 -  12+" },
        { Head + "DATA N e x:6f6b", "200 application/grpc ok +" },
        { Head + "DATA N - x:6f; DATA N - -; DATA N - x:6b; " + Status, OfOk + "+" },
        { Head + "DATA N p x:036f6b000000; " + Status, OfOk + "+" },
        { Head + "DATA N p x:006f6b; " + Status, OfOk + "+" },
        { "HEADERS N hr x:000000000a88; " + Status, "200 -  0+" },
        { "HEADERS N hp x:02880000; " + Status, "200 -  0+" },
        { "HEADERS N - :status=200; CONTINUATION N - a=b; CONTINUATION N h c=d; " + Status, "200 -  0+" },
        { "HEADERS N h :status=100; HEADERS N h :status=103|link=x; " + Ok, OfOk + "+" },
        { "HEADERS N h :status=200|content-length=2; DATA N - x:6f6b; " + Status, "200 - ok 0+" },
        { "HEADERS N eh :status=404|content-type=Text/HTML", "404 text/html  +" },
        { "HEADERS N eh :status=503", "Unavailable+" },

        // What says nothing of the call.
        { "PING 0 - x:0102030405060708; SETTINGS 0 -; OTHER 0 - x:00; PRIORITY N - x:000000000a; " + Ok, OfOk + "+" },
        { "WINDOW 0 - x:00000010; WINDOW N - x:00000010; SETTINGS 0 - x:000400010000; " + Ok, OfOk + "+" },
        { "SETTINGS 0 - x:000100000000; SETTINGS 0 - x:00ff00000000; " + Ok, OfOk + "+" },
        { Ok + "; WINDOW N - x:00000010; RST N - x:00000000; DATA N - x:6f6b", OfOk + "+" },

        // One response that is none: its stream is ended, the connection goes on.
        { "DATA N e x:6f6b", Malformed + "+3:1" },
        { "HEADERS N eh :status=100", Malformed + "+3:1" },
        { "HEADERS N eh :status=101", Malformed + "+3:1" },
        { "HEADERS N eh grpc-status=0", Malformed + "+3:1" },
        { "HEADERS N h :status=100 *9; " + Ok, Malformed + "+3:1" },
        { Head + "DATA N - x:6f6b; HEADERS N h grpc-status=0", Malformed + "+3:1" },
        { Head + "HEADERS N eh :status=200|grpc-status=0", Malformed + "+3:1" },
        { "HEADERS N eh a=b|:status=200", Malformed + "+3:1" },
        { "HEADERS N eh :status=200|:path=/", Malformed + "+3:1" },
        { "HEADERS N eh :status=200|A=b", Malformed + "+3:1" },
        { "HEADERS N eh :status=200|connection=close", Malformed + "+3:1" },
        { "HEADERS N h :status=200|content-length=3; DATA N - x:6f6b; " + Status, Malformed + "+3:1" },
        { "HEADERS N h :status=200|content-length=1; DATA N e x:6f6b", Malformed + "+3:1" },
        { "HEADERS N h :status=200|content-length=100001; " + Status, Malformed + "+3:1" },
        { Head + "DATA N - x:00(10000) *11; " + Status, Malformed + "+3:1" },
        { "HEADERS N h :status=200|content-encoding=gzip; DATA N e x:6f6b", Malformed + "+" },
        {
            "HEADERS N e :status=200; CONTINUATION N - a=b(15000) *2; CONTINUATION N h a=b(2700)",
            Malformed + "+3:1"
        },
        { "WINDOW N - x:00000000; " + Ok, Malformed + "+3:1" },
        { "WINDOW N - x:7fffffff; " + Ok, Malformed + "+3:3" },

        // The source says that it will not.
        { "RST N - x:00000002", "Unavailable+" },
        { "RST N - x:00000008", "Unavailable+" },
        { "RST N - x:00000007", OfOk + "+" },
        { "GOAWAY 0 - x:0000000000000000", OfOk },
        { "GOAWAY 0 - x:7fffffff00000000; " + Ok, OfOk },

        // A peer that breaks a rule of the connection's: it ends, and says why.
        { "HEADERS N eh x:80", Malformed + "7:9" },
        { "HEADERS N eh x:3fe21f88", Malformed + "7:9" },
        { "HEADERS 2 eh :status=200", Malformed + "7:1" },
        { "HEADERS 9 eh :status=200", Malformed + "7:1" },
        { "HEADERS 0 eh :status=200", Malformed + "7:1" },
        { "DATA 9 - x:00", Malformed + "7:1" },
        { "DATA 0 - x:00", Malformed + "7:1" },
        { "RST 9 - x:00000000", Malformed + "7:1" },
        { "WINDOW 9 - x:00000001", Malformed + "7:1" },
        { "CONTINUATION N h a=b", Malformed + "7:1" },
        { "HEADERS N - :status=200; DATA N - x:00", Malformed + "7:1" },
        { "HEADERS N - :status=200; CONTINUATION 9 h a=b", Malformed + "7:1" },
        { "PUSH N h x:0000000288", Malformed + "7:1" },
        { "SETTINGS 0 - x:000200000001", Malformed + "7:1" },
        { "SETTINGS 0 - x:000500003fff", Malformed + "7:1" },
        { "SETTINGS 0 - x:000480000000", Malformed + "7:3" },
        { "SETTINGS 0 - x:0004", Malformed + "7:6" },
        { "SETTINGS 0 e x:000400000000", Malformed + "7:6" },
        { "SETTINGS 1 -", Malformed + "7:1" },
        { "PING 0 - x:00", Malformed + "7:6" },
        { "PING 1 - x:0000000000000000", Malformed + "7:1" },
        { "RST N - x:00", Malformed + "7:6" },
        { "WINDOW N - x:00", Malformed + "7:6" },
        { "WINDOW 0 - x:00000000", Malformed + "7:1" },
        { "WINDOW 0 - x:7fffffff", Malformed + "7:3" },
        { "GOAWAY 0 - x:00", Malformed + "7:6" },
        { "GOAWAY 1 - x:0000000000000000", Malformed + "7:1" },
        { "DATA N p x:05000000", Malformed + "7:1" },
        { "DATA N p -", Malformed + "7:1" },
        { "HEADERS N hr x:0000", Malformed + "7:6" },
        { "DATA N - x:00(16385)", Malformed + "7:6" },

        // Floods.
        { "PING 0 - x:0000000000000000 *1100", Malformed + "7:11" },
        { "SETTINGS 0 - - *1100", Malformed + "7:11" },
        { "OTHER 0 - - *1100", Malformed + "7:11" },
        { "PRIORITY N - x:000000000a *1100", Malformed + "7:11" },
        { "WINDOW N - x:00000001 *1100", Malformed + "7:11" },
        { Head + "DATA N - - *1100", Malformed + "7:11" },
        { "RST N - x:00000002; RST N - x:00000002 *1100", "Unavailable7:11" },
        { "HEADERS N - :status=200; CONTINUATION N - - *17", Malformed + "7:11" },
        { "HEADERS N - :status=200; CONTINUATION N - x:00(16000) *3", Malformed + "7:11" },
    };

    /// <summary>What comes before any request, and what is made of the first call.</summary>
    public static TheoryData<string, string> Greetings { get; } = new()
    {
        { "SETTINGS 0 -", OfOk },
        { "SETTINGS 0 - x:000300000001; WINDOW 0 - x:00010000", OfOk },
        { "SETTINGS 0 - x:000300000000", "Unavailable" },
        { "PING 0 - x:0000000000000000", "Unavailable" },
        { "SETTINGS 0 e", "Unavailable" },
        { "SETTINGS 0 -; GOAWAY 0 - x:0000000000000000", "Unavailable" },
        { "RAW HTTP/1.1 400 Bad Request\\r\\nConnection: close\\r\\n\\r\\n", "Unavailable" },
        { "RAW SSH-2.0-OpenSSH_9.9\\r\\n", "Unavailable" },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task An_answer(string script, string expected)
    {
        foreach (var byByte in new[] { false, true })
        {
            if (byByte && FrameScript.Bytes(script, 1).Length > 2_000)
            {
                continue;
            }

            await using var server = new ScriptedHttp2Server(
                request => request == 0 ? script : Ok, byByte: byByte);
            using var transport = Http2Calls.Transport(server.Address);

            var made = await Http2Calls.AskAsync(transport);
            var isServedAgain = await Http2Calls.AskAsync(transport) == OfOk && server.Connections == 1;

            Assert.Equal(expected, made + (isServedAgain ? "+" : "") + await ErrorAsync(server));
        }
    }

    [Theory, MemberData(nameof(Greetings))]
    public async Task A_greeting(string greeting, string expected)
    {
        foreach (var byByte in new[] { false, true })
        {
            await using var server = new ScriptedHttp2Server(_ => Ok, greeting, byByte);
            using var transport = Http2Calls.Transport(server.Address);

            Assert.Equal(expected, await Http2Calls.AskAsync(transport));
        }
    }

    [Fact]
    public async Task What_the_source_ends_is_unavailable()
    {
        await using var server = new ScriptedHttp2Server(request => request == 0 ? null : Ok);
        using var transport = Http2Calls.Transport(server.Address);

        Assert.Equal("Unavailable", await Http2Calls.AskAsync(transport));
        Assert.Equal(OfOk, await Http2Calls.AskAsync(transport));
    }

    [Fact]
    public async Task A_call_that_is_left_undone_is_sent_once_more_and_no_more()
    {
        await using var server = new ScriptedHttp2Server(_ => "RST N - x:00000007");
        using var transport = Http2Calls.Transport(server.Address);

        Assert.Equal("Unavailable", await Http2Calls.AskAsync(transport));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task A_request_as_it_is_sent()
    {
        await using var server = new ScriptedHttp2Server(_ => Ok);
        using var transport = Http2Calls.Transport(server.Address);
        using var request = Http2Calls.Request();
        request.Headers.Add(new("X-Mark", "a b"));

        Assert.Equal(OfOk, await Http2Calls.AskAsync(transport, request));

        var frames = server.Received.Where(static frame => frame.StreamId == 1).ToArray();
        var authority = Literal(0x01, server.Address.Authority);
        var expected = "20" + "83" + "86" + authority + Literal(0x04, "/a.B/C") + "0f10" + Text("application/grpc")
            + FieldBlock(0x10, "te", "trailers") + FieldBlock(0x10, "x-mark", "a b");
        Assert.Equal(expected, Convert.ToHexStringLower(frames[0].Payload));
        Assert.Equal((1, 4, 0, 1), (frames[0].Type, frames[0].Flags, frames[1].Type, frames[1].Flags));
        Assert.Equal("hello"u8, frames[1].Payload);
    }

    [Theory]
    [InlineData("Content-Length", "3")]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("Host", "other")]
    [InlineData("Connection", "close")]
    [InlineData("TE", "gzip")]
    [InlineData("X-Mark", "é")]
    [InlineData("X-Mark", "a\r\nX-Other: b")]
    [InlineData("X Mark", "a")]
    [InlineData(":path", "/a")]
    public async Task A_field_that_could_change_the_message_is_refused(string name, string value)
    {
        await using var server = new ScriptedHttp2Server(_ => Ok);
        using var transport = Http2Calls.Transport(server.Address);
        using var request = Http2Calls.Request();
        request.Headers.Add(new(name, value));

        await Assert.ThrowsAsync<SourceException>(() => Http2Calls.AskAsync(transport, request));
        Assert.Equal(0, server.Requests);
    }

    /// <summary>More fields than one frame holds go in several.</summary>
    [Fact]
    public async Task Many_fields_are_sent_to_their_end()
    {
        await using var server = new ScriptedHttp2Server(_ => Ok);
        using var transport = Http2Calls.Transport(server.Address);
        using var request = Http2Calls.Request();
        request.Headers.Add(new("X-Mark", new string('x', 40_000)));

        Assert.Equal(OfOk, await Http2Calls.AskAsync(transport, request));
        var frames = server.Received.Where(static frame => frame.StreamId == 1).ToArray();
        Assert.Equal([(1, 0), (9, 0), (9, 4), (0, 1)], frames.Select(static frame => (frame.Type, frame.Flags)));
    }

    /// <summary>The server takes 65,535 bytes, then as much as it says.</summary>
    [Fact]
    public async Task A_large_body_waits_for_the_windows()
    {
        await using var server = new ScriptedHttp2Server(
            _ => Ok, "SETTINGS 0 -", window: 20_000);
        using var transport = Http2Calls.Transport(server.Address);
        var body = new byte[300_000];
        new Random(1).NextBytes(body);
        using var request = Http2Calls.Request(body);

        Assert.Equal(OfOk, await Http2Calls.AskAsync(transport, request));
        Assert.Equal(body, server.Received.Where(static frame => frame.Type == 0).SelectMany(
            static frame => frame.Payload));
    }

    [Fact]
    public async Task A_call_that_is_given_up_is_told_to_the_source_and_its_late_answer_is_nobodys()
    {
        await using var server = new ScriptedHttp2Server(request => request == 0 ? "" : Late(request));
        using var transport = Http2Calls.Transport(server.Address);
        using var caller = new CancellationTokenSource();
        var call = Http2Calls.AskAsync(transport, caller: caller.Token);
        await server.ReceivedAsync(static frame => frame.Type == 0);

        await caller.CancelAsync();

        Assert.Equal("Cancelled", await call);
        var reset = await server.ReceivedAsync(static frame => frame.Type == 3);
        Assert.Equal((1, 8), (reset.StreamId, BinaryPrimitives.ReadInt32BigEndian(reset.Payload)));
        Assert.Equal(OfOk, await Http2Calls.AskAsync(transport));
        Assert.Equal(1, server.Connections);

        static string Late(int _) =>
            "HEADERS 1 h :status=200; DATA 1 - x:6e6f; HEADERS 1 eh grpc-status=0; " + Ok;
    }

    [Fact]
    public async Task A_source_that_never_answers_is_left_in_time_and_told_so()
    {
        var time = new ManualTimeProvider();
        await using var server = new ScriptedHttp2Server(request => request == 0 ? Head + "DATA N - x:6f" : Ok);
        using var transport = Http2Calls.Transport(server.Address, time, tryTimeout: TimeSpan.FromSeconds(3));
        var call = Http2Calls.AskAsync(transport);
        await server.ReceivedAsync(static frame => frame.Type == 0);

        time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal("Timeout", await call);
        await server.ReceivedAsync(static frame => frame.Type == 3);
        Assert.Equal((OfOk, 1), (await Http2Calls.AskAsync(transport), server.Connections));
    }

    [Fact]
    public async Task A_silent_source_is_asked_whether_it_is_there()
    {
        var time = new ManualTimeProvider();
        await using var server = new ScriptedHttp2Server(_ => "");
        using var transport = Http2Calls.Transport(server.Address, time, tryTimeout: TimeSpan.FromHours(1));
        var call = Http2Calls.AskAsync(transport);
        await server.ReceivedAsync(static frame => frame.Type == 0);

        time.Advance(TimeSpan.FromMinutes(5));
        time.Advance(TimeSpan.FromMinutes(1.5));
        await server.ReceivedAsync(static frame => frame.Type == 6);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("Unavailable", await call);
        Assert.Single(server.Received, static frame => frame.Type == 6);
    }

    [Fact]
    public async Task A_source_that_says_nothing_is_waited_for_as_long_as_connecting_may_take()
    {
        var time = new ManualTimeProvider();
        await using var server = new ScriptedHttp2Server(_ => Ok, greeting: "");
        using var transport = Http2Calls.Transport(server.Address, time, tryTimeout: TimeSpan.FromHours(1));
        var call = Http2Calls.AskAsync(transport);
        await server.ReceivedAsync(static frame => frame.Type == 4);

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("Unavailable", await call);
    }

    [Fact]
    public async Task Connections_are_replaced_when_they_are_old()
    {
        var time = new ManualTimeProvider();
        await using var server = new ScriptedHttp2Server(_ => Ok);
        using var transport = Http2Calls.Transport(server.Address, time);
        await Http2Calls.AskAsync(transport);
        await Http2Calls.AskAsync(transport);
        var before = server.Connections;
        time.Advance(TimeSpan.FromMinutes(6));

        await Http2Calls.AskAsync(transport);

        Assert.Equal((1, 2), (before, server.Connections));
    }

    /// <summary>The server takes one stream at a time over each connection.</summary>
    [Fact]
    public async Task More_connections_are_opened_only_where_one_takes_no_more_calls()
    {
        await using var server = new ScriptedHttp2Server(
            request => request < 2 ? "" : Ok, "SETTINGS 0 - x:000300000001");
        using var transport = Http2Calls.Transport(server.Address);
        using var caller = new CancellationTokenSource();
        var first = Http2Calls.AskAsync(transport, caller: caller.Token);
        await server.ReceivedAsync(static frame => frame.Type == 0);
        var second = Http2Calls.AskAsync(transport, caller: caller.Token);

        await server.RequestedAsync(2);
        Assert.Equal(2, server.Connections);
        await caller.CancelAsync();
        Assert.Equal(("Cancelled", "Cancelled"), (await first, await second));
        Assert.Equal(OfOk, await Http2Calls.AskAsync(transport));
        Assert.Equal(2, server.Connections);
    }

    /// <summary>It opens its windows as far as they go: only what is kept to be sent bounds what it gets.</summary>
    [Fact]
    public async Task A_source_that_does_not_read_is_sent_no_more_than_a_bound()
    {
        const int mebibytes = 40;
        await using var server = new ScriptedHttp2Server(
            _ => Ok, "SETTINGS 0 - x:00047fffffff; WINDOW 0 - x:7fff0000", isDeaf: true);
        using var transport = Http2Calls.Transport(server.Address);
        using var caller = new CancellationTokenSource();
        using var request = Http2Calls.Request(new byte[1024 * 1024]);

        var calls = Enumerable.Range(0, mebibytes)
            .Select(_ => Http2Calls.AskAsync(transport, request, caller.Token)).ToArray();

        await server.ConnectedAsync(2);
        await caller.CancelAsync();
        Assert.All(await Task.WhenAll(calls), static ended => Assert.Equal("Cancelled", ended));
        Assert.InRange(server.Connections, 2, 1 + (mebibytes / 8));
    }

    /// <summary>The server takes one stream at a time over each connection, and answers none.</summary>
    [Fact]
    public async Task A_call_beyond_all_connections_waits_for_a_place()
    {
        const int connections = 64;
        await using var server = new ScriptedHttp2Server(
            static request => request < connections ? "" : Ok, "SETTINGS 0 - x:000300000001");
        using var transport = Http2Calls.Transport(server.Address);
        using var first = new CancellationTokenSource();
        using var others = new CancellationTokenSource();
        var given = Http2Calls.AskAsync(transport, caller: first.Token);
        var held = Enumerable.Range(1, connections - 1)
            .Select(_ => Http2Calls.AskAsync(transport, caller: others.Token)).ToArray();
        await server.RequestedAsync(connections);

        var waiting = Http2Calls.AskAsync(transport);
        await first.CancelAsync();

        Assert.Equal(("Cancelled", OfOk, connections), (await given, await waiting, server.Connections));
        await others.CancelAsync();
        Assert.All(await Task.WhenAll(held), static ended => Assert.Equal("Cancelled", ended));
    }

    /// <returns>What the client said of an error on the first connection.</returns>
    private static async Task<string> ErrorAsync(ScriptedHttp2Server server)
    {
        if (server.Connections > 1)
        {
            await server.EndedAsync(0);
        }

        var error = server.Received.FirstOrDefault(static frame => frame.Type is 3 or 7);
        return error is null
            ? ""
            : $"{error.Type}:{BinaryPrimitives.ReadInt32BigEndian(error.Payload.AsSpan(^4))}";
    }

    private static string Literal(byte number, string value) => $"{number:x2}" + Text(value);

    private static string FieldBlock(byte pattern, string name, string value) =>
        FieldBlockTests.Literal(pattern, name, value).ToLowerInvariant();

    private static string Text(string value) => FieldBlockTests.Literal(0, "", value)[4..].ToLowerInvariant();
}
