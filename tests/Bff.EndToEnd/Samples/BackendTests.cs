using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Shop;

namespace Bff.EndToEnd.Samples;

/// <summary>What all backends share: counting, faults, latency and a port that is named when it is taken.</summary>
public sealed class BackendTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_are_counted_by_route_and_health_is_not()
    {
        await using Backend backend = await StartEchoAsync();
        using HttpClient client = SampleClient.Of(backend);
        foreach (string path in new[] { "/things/1", "/things/2", "/nowhere", "/health", "/_calls" })
            using (await client.GetAsync(path, Cancel)) { }

        Assert.Equal(3, backend.Calls.Total);
        Assert.Equal(2, backend.Calls.ByOperation["GET /things/{id}"]);
        Assert.Equal(1, backend.Calls.ByOperation["GET (no route)"]);
        Assert.StartsWith("{\"total\":3,", await client.GetStringAsync("/_calls", Cancel));

        using (await client.PostAsync("/_calls/reset", null, Cancel)) { }
        Assert.Equal(0, backend.Calls.Total);
        Assert.Empty(backend.Calls.ByOperation);
    }

    [Fact]
    public async Task A_backend_that_is_down_cuts_the_connection()
    {
        await using Backend backend = await StartEchoAsync();
        using HttpClient client = SampleClient.Of(backend);
        backend.Fault.Mode = FaultMode.Down;
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/things/1", Cancel));
        Assert.Equal(1, backend.Calls.Total);
        Assert.Equal("ok", await client.GetStringAsync("/health", Cancel));
    }

    [Fact]
    public async Task Rubbish_has_status_200_and_the_expected_content_type()
    {
        await using Backend backend = await StartEchoAsync();
        using HttpClient client = SampleClient.Of(backend);
        backend.Fault.Mode = FaultMode.Rubbish;
        using HttpResponseMessage answer = await client.GetAsync("/things/1", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("thing 1", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_slow_call_is_held_until_it_is_released()
    {
        await using Backend backend = await StartEchoAsync();
        using HttpClient client = SampleClient.Of(backend);
        backend.Fault.Mode = FaultMode.Slow;
        Task<string> held = client.GetStringAsync("/things/1", Cancel);
        await UntilHeldAsync(backend, 1);
        Assert.False(held.IsCompleted);
        backend.Fault.Mode = FaultMode.None;
        Assert.Equal("thing 1", await held);
    }

    [Fact]
    public async Task A_slow_call_ends_when_the_client_gives_up()
    {
        await using Backend backend = await StartEchoAsync();
        using HttpClient client = SampleClient.Of(backend);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        backend.Fault.Mode = FaultMode.Slow;
        Task<string> held = client.GetStringAsync("/things/1", giveUp.Token);
        await UntilHeldAsync(backend, 1);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        await UntilHeldAsync(backend, 0);
    }

    [Fact]
    public async Task Latency_is_waited_once_for_each_call_and_never_for_health()
    {
        var time = new ImpatientTime();
        await using Backend backend = await StartEchoAsync(
            new BackendOptions { Latency = TimeSpan.FromMilliseconds(40), Time = time });
        using HttpClient client = SampleClient.Of(backend);
        await client.GetStringAsync("/health", Cancel);
        await client.GetStringAsync("/things/1", Cancel);
        await client.GetStringAsync("/things/2", Cancel);
        Assert.Equal([TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(40)], time.Waits);
    }

    [Fact]
    public async Task A_body_of_more_than_the_bound_is_refused()
    {
        await using Backend backend = await ReviewsBackend.StartAsync(new BackendOptions());
        using HttpClient client = SampleClient.Of(backend);
        using var body = new StringContent(new string('[', Backend.BodyBytesMax + 1), null, "application/json");
        using HttpResponseMessage answer = await client.PostAsync("/graphql", body, Cancel);
        Assert.True(answer.StatusCode is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        await using Backend first = await StartEchoAsync();
        IOException error = await Assert.ThrowsAsync<IOException>(
            () => StartEchoAsync(new BackendOptions { Port = first.Url.Port }));
        Assert.Equal($"echo: port {first.Url.Port} on 127.0.0.1 is already in use.", error.Message);
    }

    [Fact]
    public void The_data_is_whole_and_its_relations_hold()
    {
        Assert.Equal(1_000, ShopData.Products.Select(p => p.Name).Distinct().Count());
        Assert.Equal(200, ShopData.Customers.Select(c => c.Email).Distinct().Count());
        Assert.Equal(5_000, ShopData.Orders.Count);
        Assert.All(ShopData.Products, p => Assert.NotNull(ShopData.Category(p.CategoryId)));
        Assert.All(ShopData.Orders, o =>
        {
            Assert.NotNull(ShopData.Customer(o.CustomerId));
            Assert.InRange(o.Lines.Count, 1, 4);
            Assert.Equal(o.Lines.Count, o.Lines.Select(l => l.ProductId).Distinct().Count());
            Assert.Equal(o.Id[1..], ShopData.Invoice("i" + o.Id[1..])?.OrderId[1..]);
        });
        Assert.All(ShopData.Customers, c =>
        {
            Assert.Equal(25, ShopData.OrdersOf(c.Id).Count(o => o.CustomerId == c.Id));
            Assert.Equal(5, ShopData.InvoicesOf(c.Id).Count(i => i.Status == InvoiceStatus.Open));
        });
        Assert.All(ShopData.Reviews, r => Assert.Same(r, ShopData.Review(r.Id)));
        Assert.Equal(3_000, ShopData.Reviews.Count);
    }

    [Theory]
    [InlineData("p1", 1)]
    [InlineData("p1000", 1000)]
    [InlineData("p0", 0)]
    [InlineData("p01", 0)]
    [InlineData("p-1", 0)]
    [InlineData("p 1", 0)]
    [InlineData("c1", 0)]
    [InlineData("p", 0)]
    [InlineData("p99999999", 0)]
    public void An_id_is_a_letter_and_a_number_in_its_one_form(string id, int number) =>
        Assert.Equal(number, ShopData.NumberOf('p', id));

    private static Task<Backend> StartEchoAsync(BackendOptions? options = null) => Backend.StartAsync(
        "echo",
        options ?? new BackendOptions(),
        configure: null,
        (app, _) => app.MapGet("/things/{id}", (string id) => $"thing {id}"));

    private static async Task UntilHeldAsync(Backend backend, int count)
    {
        while (backend.Fault.HeldCount != count)
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Ends every wait at once and tells how long it would have been.</summary>
    private sealed class ImpatientTime : TimeProvider
    {
        private readonly ConcurrentQueue<TimeSpan> _waits = new();

        public IEnumerable<TimeSpan> Waits => _waits;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan) _waits.Enqueue(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
