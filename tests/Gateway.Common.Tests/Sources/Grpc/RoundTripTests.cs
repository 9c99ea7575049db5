using System.Text;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Results;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Grpc;

namespace Gateway.Common.Tests.Sources.Grpc;

/// <summary>Calls over HTTP/2 of services that others' code serves.</summary>
public sealed class RoundTripTests(TripServer server) : IClassFixture<TripServer>
{
    private static readonly GrpcHarness Trips = TripServer.Trips;

    private static readonly ResilienceOptions Patient = new() { TryTimeout = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task Metadata_and_the_deadline_reach_the_server()
    {
        using var transport = server.Connect();

        var answer = await Trips.CallAsync(transport, "{ getMetadata { lines } }", "{}");

        Assert.Contains("\"x-tenant: acme\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"deadline: true\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_Any_holds_goes_there_and_back()
    {
        const string any = """
            {"any":{"@type":"t/meanings.v1.All","leaves":[{"name":"a"}],"any":{"@type":"t/u","value":"AQ=="}}}
            """;
        using var transport = server.Connect();

        Assert.Equal(any, await MeaningTests.Meanings.CallAsync(transport, "{ getAll { any } }", any));
    }

    [Fact]
    public async Task A_failure_is_a_typed_error()
    {
        const string details =
            "08031a2e0a16742f676f6f676c652e7270632e4572726f72496e666f12140a0c4f55545f4f465f53544f434b120473686f70";
        using var transport = server.Connect();
        var bytes = Convert.ToBase64String(Convert.FromHexString(details));

        var error = await Assert.ThrowsAsync<SourceException>(() => Trips.CallAsync(
            transport, "{ getFailure { lines } }", $$"""{"code":9,"message":"é secret","details":"{{bytes}}"}"""));

        Assert.Equal(SourceErrorCodes.Conflict, error.Code);
        Assert.DoesNotContain("secret", error.ClientMessage, StringComparison.Ordinal);
        Assert.EndsWith("é secret", error.Detail, StringComparison.Ordinal);
        Assert.Equal("\"reason\":\"OUT_OF_STOCK\",\"domain\":\"shop\"", Encoding.UTF8.GetString(error.Extensions!));
    }

    [Theory]
    [InlineData(5, "null")]
    [InlineData(3, "INVALID_ARGUMENT")]
    [InlineData(7, "FORBIDDEN")]
    [InlineData(8, "SOURCE_RATE_LIMITED")]
    [InlineData(12, "SOURCE_ERROR")]
    [InlineData(14, "SOURCE_UNAVAILABLE")]
    public async Task A_status_is_a_code(int status, string expected)
    {
        using var transport = server.Connect();
        try
        {
            var answer = await Trips.CallAsync(transport, "{ getFailure { lines } }", $$"""{"code":{{status}}}""");
            Assert.Equal(expected, answer);
        }
        catch (SourceException error)
        {
            Assert.Equal(expected, error.Code);
        }
    }

    [Fact]
    public async Task What_is_unavailable_is_asked_again_where_that_does_no_harm()
    {
        using var transport = server.Connect();

        Assert.Equal("""{"count":2}""", await Trips.CallAsync(
            transport, "{ getFlaky { count } }", """{"key":"query","failures":1}"""));
        await Assert.ThrowsAsync<SourceException>(() => Trips.CallAsync(
            transport, "{ breakFlaky { count } }", """{"key":"mutation","failures":1}"""));
        await Assert.ThrowsAsync<SourceException>(() => Trips.CallAsync(
            transport, "{ getFlaky { count } }", """{"key":"never","failures":1,"pushBackMs":-1}"""));
        Assert.Equal("""{"count":2}""", await Trips.CallAsync(
            transport, "{ getFlaky { count } }", """{"key":"never","failures":1}"""));
    }

    [Fact]
    public async Task A_call_that_is_given_up_is_cancelled_at_the_server()
    {
        using var transport = server.Connect();
        using var caller = new CancellationTokenSource();
        using var request = Trips.Prepare("{ getNothing { lines } }", """{"key":"given up"}""");
        using var store = new ResultStore();
        var pending = transport.SendAsync(request, GrpcHarness.Context(store), caller.Token).AsTask();
        await TripServer.SeenAsync(transport, "given up", "started");

        await caller.CancelAsync();

        var outcome = await pending;
        Assert.Equal(SourceFailureKind.Cancelled, outcome.Failure?.Kind);
        await TripServer.SeenAsync(transport, "given up", "cancelled");
    }

    [Fact]
    public async Task A_call_past_its_deadline_is_a_timeout_and_cancelled_at_the_server()
    {
        using var transport = server.Connect(resilience: new ResilienceOptions
        {
            TryTimeout = TimeSpan.FromMilliseconds(100),
            Retry = new RetryOptions { TriesMax = 1 },
        });

        using var patient = server.Connect(resilience: Patient);
        string seen;
        do
        {
            // A busy machine may not even have sent the call within its deadline: such a one is made again.
            var error = await Assert.ThrowsAsync<SourceException>(
                () => Trips.CallAsync(transport, "{ getNothing { lines } }", """{"key":"late"}"""));
            Assert.Equal(SourceErrorCodes.Timeout, error.Code);
            seen = await Trips.CallAsync(patient, "{ getSeen { lines } }", """{"key":"late"}""");
        }
        while (!seen.Contains("started", StringComparison.Ordinal));

        await TripServer.SeenAsync(patient, "late", "cancelled");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public async Task A_request_may_be_compressed(int length)
    {
        var compressing = GrpcHarness.OfFile(
            $"{TripServer.Folder}/trips.proto", new GrpcOptions { CompressesRequests = true });
        using var transport = server.Connect();
        var arguments = $$"""{"text":"{{new string('x', length)}}"}""";

        var answer = await compressing.CallAsync(transport, "{ getLength { count } }", arguments);

        Assert.Equal($$"""{"count":{{length}}}""", answer);
        using var request = compressing.Prepare("{ getLength { count } }", arguments);
        Assert.Equal(length > 1_000, request.Body.Span[0] == 1);
        Assert.True(request.Body.Length < 1_000);
    }

    [Fact]
    public async Task Every_meaning_goes_there_and_back()
    {
        using var transport = server.Connect();

        var answer = await MeaningTests.Meanings.CallAsync(
            transport, MeaningTests.Selection, WithKeyZero(MeaningTests.Arguments));

        Assert.Equal(WithKeyZero(MeaningTests.Answer), answer);
    }

    /// <summary>The server's library forgets map keys of 64 bits, all but zero.</summary>
    private static string WithKeyZero(string json) =>
        json.Replace("\"key\":\"5\"", "\"key\":\"0\"", StringComparison.Ordinal);
}
