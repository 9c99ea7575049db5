using Gateway.Common.Sources;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>Server streams of services that others' code serves.</summary>
public sealed class StreamTests(TripServer server) : IClassFixture<TripServer>
{
    private static readonly GrpcHarness Trips = TripServer.Trips;

    [Fact]
    public async Task Messages_come_in_their_order_until_the_end()
    {
        using var transport = server.Connect();

        var ticks = await Trips.StreamAsync(transport, "{ watch { number text } }", """{"count":3,"bytes":2}""")
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ["""{"number":1,"text":"xx"}""", """{"number":2,"text":"xx"}""", """{"number":3,"text":"xx"}"""], ticks);
    }

    [Fact]
    public async Task A_status_ends_the_messages_with_an_error()
    {
        using var transport = server.Connect();
        var count = 0;

        var error = await Assert.ThrowsAsync<SourceException>(async () =>
        {
            await foreach (var _ in Trips.StreamAsync(transport, "{ watch { number } }", """{"count":2,"status":7}"""))
            {
                count++;
            }
        });

        Assert.Equal(2, count);
        Assert.Equal(SourceErrorCodes.Forbidden, error.Code);
    }

    [Fact]
    public async Task Who_stops_reading_ends_the_call_at_the_server()
    {
        using var transport = server.Connect();

        await foreach (var tick in Trips.StreamAsync(
            transport, "{ watch { number } }", """{"key":"stop","count":1,"silent":true}"""))
        {
            Assert.Equal("""{"number":1}""", tick);
            break;
        }

        Assert.Equal("""{"lines":["cancelled after 1"]}""", await TripServer.SeenAsync(transport, "stop", "cancelled"));
    }

    [Fact]
    public async Task Who_is_cancelled_ends_the_call_at_the_server()
    {
        using var transport = server.Connect();
        using var caller = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Trips.StreamAsync(
                transport, "{ watch { number } }", """{"key":"cancel","count":1,"silent":true}""",
                caller: caller))
            {
                await caller.CancelAsync();
            }
        });

        Assert.Equal("""{"lines":["cancelled after 1"]}""", await TripServer.SeenAsync(transport, "cancel", "cancelled"));
    }

    [Fact]
    public async Task A_slow_reader_holds_the_server_back()
    {
        using var transport = server.Connect();
        await using var ticks = Trips.StreamAsync(
                transport, "{ watch { number } }", """{"key":"slow","bytes":100000}""")
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await ticks.MoveNextAsync());

        var seen = await TripServer.SeenAsync(transport, "slow", "held back");

        // Nothing more is read, so nothing more than the windows' size was written: not the endless rest.
        Assert.Matches("""^\{"lines":\["held back after \d{1,2}""", seen);
        for (var more = 0; more < 200; more++)
        {
            Assert.True(await ticks.MoveNextAsync());
        }
    }

    [Fact]
    public async Task Silence_and_the_deadline_end_a_stream()
    {
        using var impatient = server.Connect(new StreamOptions { SilenceMax = TimeSpan.FromMilliseconds(200) });
        using var transport = server.Connect();
        const string silent = """{"key":"silent","count":1,"silent":true}""";

        foreach (var stream in new[]
        {
            Trips.StreamAsync(impatient, "{ watch { number } }", silent),
            Trips.StreamAsync(transport, "{ watch { number } }", silent, deadline: TimeSpan.FromMilliseconds(400)),
        })
        {
            var error = await Assert.ThrowsAsync<SourceException>(
                async () => await stream.ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal(SourceErrorCodes.Timeout, error.Code);
        }
    }

    [Fact]
    public async Task The_number_of_open_streams_is_bounded()
    {
        using var transport = server.Connect(new StreamOptions { OpenMax = 1 });
        await using (var first = Watch().GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            Assert.True(await first.MoveNextAsync());
            var error = await Assert.ThrowsAsync<SourceException>(
                async () => await Watch().ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal("SOURCE_OVERLOADED", error.Code);
        }

        await using var second = Watch().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await second.MoveNextAsync());

        IAsyncEnumerable<string> Watch() => Trips.StreamAsync(transport, "{ watch { number } }", """{"bytes":1}""");
    }
}
