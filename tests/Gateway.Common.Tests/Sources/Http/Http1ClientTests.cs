using System.Buffers;
using System.Text;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;
using Gateway.Testing;

namespace Gateway.Common.Tests.Sources.Http;

/// <summary>Calls over HTTP/1.1 to a server that sends what each test says, also byte by byte.</summary>
public sealed class Http1ClientTests
{
    private const int BodyBytesMax = 1000;
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: Text/Plain; charset=UTF-8\r\n\r\nok";
    private const string OfOk = "200 text/plain ok";
    private const string Malformed = "InvalidResponse";

    /// <summary>A response, and what is made of it; <c>+</c> where the connection serves again.</summary>
    public static TheoryData<string, string> Responses { get; } = new()
    {
        { Ok, OfOk + "+" },
        { "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", "200 - ok+" },
        { "HTTP/1.1 200 OK\nContent-Length:\t2 \n\nok", "200 - ok+" },
        { "HTTP/1.1 204 No Content\r\n\r\n", "204 - +" },
        { "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", "304 - +" },
        { "HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "404 - " },
        { "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", "Unavailable" },
        { "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "200 - ok" },
        { "HTTP/1.0 200 OK\r\nContent-Length: 2\r\nconnection: Keep-Alive\r\n\r\nok", "200 - ok+" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok", "200 - ok+" },
        { "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\n" + Ok, OfOk + "+" },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", "200 - ok+" },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a=b\r\no\r\n01 \r\nk\r\n00\r\nT: x\r\n\r\n", "200 - ok+" },
        { "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nA\n0123456789\n0\n\n", "200 - 0123456789+" },
        // Both framings: the chunks count, and the connection does not serve again.
        {
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
            "200 - ok"
        },
        { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n\r\n", "200 - ok" },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nmore", "200 - " },
        { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok", Malformed },
        { "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok", Malformed },
        { "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", Malformed },
        { "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok", Malformed },
        { "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n", Malformed },
        { "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", Malformed },
        { "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", Malformed },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", Malformed },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", Malformed },
        { "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", Malformed },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", Malformed },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", Malformed },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", Malformed },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokk\r\n", Malformed },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n", Malformed },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", Malformed },
        {
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Type: text/plain; a=b; Charset=\"ISO-8859-1\"\r\n\r\n\u00e9ok",
            "200 text/plain \u00c3\u00a9ok+"
        },
        {
            "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nContent-Type: text/json;charset=utf-16\r\n\r\n\u00ff\u00fe\u00e9\0k\0",
            "200 text/json \u00c3\u00a9k+"
        },
        // The mark says that what the document declares of itself is past.
        {
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Type: text/xml;charset=latin1\r\n\r\n<\u00e9/>",
            "200 text/xml \u00ef\u00bb\u00bf<\u00c3\u00a9/>+"
        },
        // What is no text has no charset.
        {
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: image/png; charset=x\r\n\r\nok",
            "200 image/png ok+"
        },
        { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/json;charset=x\r\n\r\nok", Malformed + "+" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/json;charset=utf-7\r\n\r\nok", Malformed + "+" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Type: text/json;charset=utf-16\r\n\r\no", Malformed + "+" },
        { "HTTP/1.1 200 OK\r\nContent-Encoding: zip\r\nContent-Length: 2\r\n\r\nok", Malformed + "+" },
        { "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok", Malformed + "+" },
        { "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Encoding: br\r\n\r\n", Malformed },
        { "HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok", Malformed },
        { "HTTP/1.1 200 OK\r\n Content-Length: 2\r\n\r\nok", Malformed },
        { "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\nok", Malformed },
        { "HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\nok", Malformed },
        { "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\nok", Malformed },
        { "HTTP/1.1 200 OK\r\n: a\r\n\r\nok", Malformed },
        { "HTTP/1.1 200 OK\r\nno field\r\n\r\nok", Malformed },
        { "HTTP/1.1 101 Switching Protocols\r\n\r\n", Malformed },
        { "HTTP/2 200 OK\r\n\r\n", Malformed },
        { "HTTP/1.1 20 OK\r\n\r\n", Malformed },
        { "HTTP/1.1 2000 OK\r\n\r\n", Malformed },
        { "HTTP/1.1 099 OK\r\n\r\n", Malformed },
        { "ICY 200 OK\r\n\r\n", Malformed },
        { "\r\n\r\n", Malformed },
    };

    /// <summary>Responses that end with their connection, and what is made of them.</summary>
    public static TheoryData<string, string> Endings { get; } = new()
    {
        { "HTTP/1.1 200 OK\r\n\r\nto the end", "200 - to the end" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok", "Unavailable" },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n", "Unavailable" },
        { "HTTP/1.1 200 OK\r\nContent-", "Unavailable" },
        { "", "Unavailable" },
    };

    [Theory, MemberData(nameof(Responses))]
    public async Task A_response(string response, string expected)
    {
        foreach (var byByte in new[] { false, true })
        {
            await using var server = new ScriptedServer(new ScriptedAnswer(response, ByByte: byByte), new(Ok));
            using var transport = Transport(server);

            var made = await AskAsync(transport);
            var isServedAgain = await AskAsync(transport) == OfOk && server.Connections == 1;

            Assert.Equal(expected, made + (isServedAgain ? "+" : ""));
        }
    }

    [Theory, MemberData(nameof(Endings))]
    public async Task A_response_that_ends_with_its_connection(string response, string expected)
    {
        await using var server = new ScriptedServer(new ScriptedAnswer(response, Closes: true));
        using var transport = Transport(server);

        Assert.Equal(expected, await AskAsync(transport));
    }

    /// <summary>Both clients, for answers that are asked for again by their tag go through the runtime's.</summary>
    [Theory]
    [InlineData("gzip", 0)]
    [InlineData("br", 0)]
    [InlineData("zip", 0)]
    [InlineData("gzip, br", 0)]
    [InlineData("gzip", 1)]
    [InlineData("br", 1)]
    [InlineData("zip", 1)]
    [InlineData("gzip, br", 1)]
    public async Task A_body_that_is_not_what_its_coding_says_is_no_answer(string coding, int revalidationBytesMax)
    {
        await using var server = new ScriptedServer(new ScriptedAnswer(
            $"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: 2\r\n\r\n\xff\xff"));
        using var transport = Transport(server, revalidationBytesMax: revalidationBytesMax);

        Assert.Equal(Malformed, await AskAsync(transport));
    }

    [Theory]
    [InlineData(100, "InvalidResponse")]
    [InlineData(7, "200 text/plain ok")]
    public async Task Interim_responses_are_read_past_up_to_a_bound(int count, string expected)
    {
        var interim = string.Concat(Enumerable.Repeat("HTTP/1.1 102 Wait\r\n\r\n", count));
        await using var server = new ScriptedServer(new ScriptedAnswer(interim + Ok));
        using var transport = Transport(server);

        Assert.Equal(expected, await AskAsync(transport));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX: {0}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;{0}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n{0}")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n{0}")]
    public async Task What_never_ends_is_given_up(string start)
    {
        var response = start.Replace("{0}", string.Concat(Enumerable.Repeat("T: x\t", 20_000)), StringComparison.Ordinal);
        await using var server = new ScriptedServer(new ScriptedAnswer(response));
        using var transport = Transport(server);

        Assert.Equal(Malformed, await AskAsync(transport));
    }

    [Fact]
    public async Task A_request_as_it_is_sent()
    {
        await using var server = new ScriptedServer(new ScriptedAnswer(Ok));
        using var transport = Transport(server);
        using var request = Request();
        request.Method = HttpMethod.Post;
        request.ContentType = "application/json";
        request.Accept = "text/plain";
        request.Headers.Add(new("X-Mark", "a b"));
        request.Write("{}"u8);

        Assert.Equal(OfOk, await AskAsync(transport, request));
        Assert.Equal(
            $"POST /base/path?a=b HTTP/1.1\r\nHost: {server.Address.Authority}\r\nAccept-Encoding: gzip, br\r\n"
            + "Accept: text/plain\r\nX-Mark: a b\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
            Assert.Single(server.Requests));
    }

    [Theory]
    [InlineData("Content-Length", "3")]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("Host", "other")]
    [InlineData("Connection", "close")]
    [InlineData("X-Mark", "é")]
    [InlineData("X-Mark", "a\r\nX-Other: b")]
    [InlineData("X Mark", "a")]
    [InlineData("X:Mark", "a")]
    public async Task A_field_that_could_change_the_message_is_refused(string name, string value)
    {
        await using var server = new ScriptedServer();
        using var transport = Transport(server);
        using var request = Request();
        request.Headers.Add(new(name, value));

        await Assert.ThrowsAsync<SourceException>(() => AskAsync(transport, request));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("/a b")]
    [InlineData("/a\r\nX: b")]
    [InlineData("/ä")]
    public async Task A_target_that_could_change_the_message_is_refused(string target)
    {
        await using var server = new ScriptedServer();
        using var transport = Transport(server);
        using var request = Request();
        request.Target = target;

        await Assert.ThrowsAsync<SourceException>(() => AskAsync(transport, request));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_large_body_is_sent_to_its_end()
    {
        await using var server = new ScriptedServer(new ScriptedAnswer(Ok));
        using var transport = Transport(server);
        using var request = Request();
        request.Method = HttpMethod.Post;
        request.ContentType = "text/plain";
        var body = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 50_000)));
        request.Write(body);

        Assert.Equal(OfOk, await AskAsync(transport, request));
        Assert.EndsWith(Encoding.ASCII.GetString(body), Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    /// <summary>The second request comes over a kept connection that the source ends without an answer.</summary>
    [Theory]
    [InlineData(true, OfOk, 3)]
    [InlineData(false, "Unavailable", 2)]
    public async Task Only_what_may_be_repeated_is_sent_again_and_over_a_new_connection(
        bool isIdempotent, string expected, int requests)
    {
        await using var server = new ScriptedServer(new(Ok), new("", Closes: true), new(Ok));
        using var transport = Transport(server, tries: 2);
        await AskAsync(transport);
        using var request = Request();
        request.IsIdempotent = isIdempotent;

        Assert.Equal(expected, await AskAsync(transport, request));
        Assert.Equal(requests, server.Requests.Count);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nanother")]
    [InlineData("H")]
    [InlineData("")]
    public async Task What_comes_over_a_kept_connection_unasked_is_nobodys_answer(string unasked)
    {
        await using var server = new ScriptedServer(new ScriptedAnswer(Ok), new(Ok));
        using var transport = Transport(server);
        await AskAsync(transport);
        await server.InterruptAsync(unasked);

        Assert.Equal(OfOk, await AskAsync(transport));
        Assert.Equal((2, 2), (server.Connections, server.Requests.Count));
    }

    [Fact]
    public async Task Connections_are_closed_when_they_are_old()
    {
        var time = new ManualTimeProvider();
        await using var server = new ScriptedServer(new ScriptedAnswer(Ok), new(Ok), new(Ok));
        using var transport = Transport(server, time);
        await AskAsync(transport);
        await AskAsync(transport);
        var before = server.Connections;
        time.Advance(TimeSpan.FromMinutes(6));

        await AskAsync(transport);

        Assert.Equal((1, 2), (before, server.Connections));
    }

    private static SourceTransport Transport(
        ScriptedServer server, TimeProvider? time = null, int tries = 1, int revalidationBytesMax = 0) => new(
        new SourceTransportOptions
        {
            Name = "s",
            Address = server.Address,
            ResponseBytesMax = BodyBytesMax,
            RevalidationBytesMax = revalidationBytesMax,
        },
        new ResilienceOptions { Retry = new RetryOptions { TriesMax = tries } },
        time ?? TimeProvider.System);

    private static SourceRequest Request() => new() { Target = "/path?a=b", IsIdempotent = true };

    private static async Task<string> AskAsync(SourceTransport transport, SourceRequest? request = null)
    {
        using var own = request is null ? Request() : null;
        var outcome = await transport.SendAsync(
            request ?? own!, NobodysCall.Context(), TestContext.Current.CancellationToken);
        if (!outcome.IsSuccess)
        {
            return outcome.Failure.Kind.ToString();
        }

        using var response = outcome.Value;
        return $"{response.Status} {response.MediaType ?? "-"} {Encoding.Latin1.GetString(response.Body)}";
    }
}
