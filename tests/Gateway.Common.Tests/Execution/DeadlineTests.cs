using System.Text.Json;
using Gateway.Common.Composition;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Sources;
using Gateway.Common.Sources.Local;
using Gateway.Testing;

namespace Gateway.Common.Tests.Execution;

/// <summary>A request's end reaches every source; what comes after it is dropped, and nothing new begins.</summary>
public sealed class DeadlineTests
{
    private const string Sdl = """
        type Query { quick: Int slow: Int other: Int }
        type Mutation { first: Int second: Int }
        """;

    private static readonly string[] All =
        ["Query.quick", "Query.slow", "Query.other", "Mutation.first", "Mutation.second"];

    private readonly ManualTimeProvider _time = new();
    private readonly LocalFields _fields = new();
    private readonly List<string> _called = [];

    [Fact]
    public async Task What_is_not_there_at_the_deadline_is_an_error_and_the_rest_is_answered()
    {
        var late = new TaskCompletionSource();
        Add("Query.quick", Task.CompletedTask);
        Add("Query.slow", late.Task);
        var gateway = Gateway();
        var running = RunAsync(gateway, "{ quick x: slow }");
        Assert.False(running.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));

        using var response = JsonDocument.Parse(await running);
        Assert.Equal("""{"quick":1,"x":null}""", response.RootElement.GetProperty("data").GetRawText());
        Assert.Equal("SOURCE_TIMEOUT x", StubGateway.ErrorsOf(response.RootElement));
        late.SetResult();
    }

    [Fact]
    public async Task A_late_answer_reaches_no_later_request()
    {
        var late = new TaskCompletionSource();
        var written = new TaskCompletionSource();
        _fields.Add("Query.slow", async (_, output) =>
        {
            await late.Task;
            try
            {
                output.WriteNumberValue(666);
                await output.FlushAsync();
            }
            finally
            {
                written.SetResult();
            }
        });
        Add("Query.quick", Task.CompletedTask);
        var gateway = Gateway();
        var running = RunAsync(gateway, "{ slow }");
        _time.Advance(TimeSpan.FromSeconds(1));
        await running;

        var other = RunAsync(gateway, "{ quick }");
        late.SetResult();
        await written.Task;

        Assert.Equal("""{"data":{"quick":1}}""", await other);
        Assert.Equal("""{"data":{"quick":1}}""", await RunAsync(gateway, "{ quick }"));
    }

    [Fact]
    public async Task A_mutation_past_the_deadline_does_not_run()
    {
        Add("Mutation.first", new TaskCompletionSource().Task);
        Add("Mutation.second", Task.CompletedTask);
        var running = RunAsync(Gateway(), "mutation { first second }");

        _time.Advance(TimeSpan.FromSeconds(1));

        using var response = JsonDocument.Parse(await running);
        Assert.Equal("SOURCE_TIMEOUT first, SOURCE_TIMEOUT second", StubGateway.ErrorsOf(response.RootElement));
        Assert.Equal(["Mutation.first"], _called);
    }

    [Fact]
    public async Task A_mutation_after_the_request_was_given_up_does_not_run()
    {
        Add("Mutation.first", new TaskCompletionSource().Task);
        Add("Mutation.second", Task.CompletedTask);
        using var cancellation = new CancellationTokenSource();
        var running = RunAsync(Gateway(), "mutation { first second }", cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(["Mutation.first"], _called);
    }

    [Fact]
    public async Task Every_source_is_told_that_the_request_was_given_up()
    {
        var told = new List<string>();
        foreach (var field in (string[])["Query.slow", "Query.other"])
        {
            _fields.Add(field, (call, _) =>
            {
                var gone = new TaskCompletionSource();
                call.CancellationToken.Register(() =>
                {
                    told.Add(field);
                    gone.SetCanceled(call.CancellationToken);
                });
                return new ValueTask(gone.Task);
            });
        }

        using var cancellation = new CancellationTokenSource();
        var running = RunAsync(Gateway(), "{ slow other }", cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(["Query.other", "Query.slow"], told.Order(StringComparer.Ordinal));
    }

    private void Add(string field, Task waitsFor) => _fields.Add(field, async (_, output) =>
    {
        _called.Add(field);
        await waitsFor;
        output.WriteNumberValue(1);
    });

    private LocalGateway Gateway() => LocalGateway.Compose(
        [("local", SourceKind.Local, Sdl)],
        source =>
        {
            foreach (var field in All.Except(_fields.Coordinates))
            {
                Add(field, Task.CompletedTask);
            }

            return new BoundSource(
                source.Name, source.Schema, new LocalBinding(_fields), new LocalSender(_fields, _time));
        });

    private Task<string> RunAsync(
        LocalGateway gateway, string operation, CancellationToken? cancellationToken = null) =>
        gateway.RunAsync(
            operation,
            deadline: CallDeadline.After(_time, TimeSpan.FromSeconds(1)),
            cancellationToken: cancellationToken);
}
