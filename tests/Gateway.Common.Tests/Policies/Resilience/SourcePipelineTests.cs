using System.Diagnostics;
using System.Reflection;
using Gateway.Common.Policies.Resilience;
using Gateway.Testing;

namespace Gateway.Common.Tests.Policies.Resilience;

public sealed class SourcePipelineTests : IDisposable
{
    private static readonly CallDescriptor Idempotent = new(IsIdempotent: true, CallDeadline.None);
    private static readonly CallDescriptor Once = new(IsIdempotent: false, CallDeadline.None);

    private readonly ManualTimeProvider _time = new();
    private readonly List<SourcePipeline> _pipelines = [];
    private int _calls;

    private static bool IsOptimized =>
        typeof(SourcePipeline).Assembly.GetCustomAttribute<DebuggableAttribute>()
            is not { IsJITOptimizerDisabled: true };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _pipelines.ForEach(pipeline => pipeline.Dispose());

    [Fact]
    public async Task A_success_is_handed_through()
    {
        var outcome = await Run(Pipeline(), Idempotent, _ => Answer(7));
        Assert.True(outcome.IsSuccess);
        Assert.Equal(7, outcome.Value);
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task A_transient_failure_of_an_idempotent_call_is_tried_again()
    {
        var outcome = await Run(Pipeline(), Idempotent, _ => _calls == 1 ? Down() : Answer(7));
        Assert.Equal(7, outcome.Value);
        Assert.Equal(2, _calls);
    }

    [Fact]
    public async Task A_call_that_is_not_idempotent_is_never_repeated()
    {
        for (var i = 1; i <= 15; i++)
        {
            var outcome = await Run(Pipeline(), Once, _ => Down());
            Assert.Equal(SourceFailureKind.Unavailable, outcome.Failure!.Kind);
            Assert.Equal(i, _calls);
        }
    }

    [Fact]
    public async Task An_invalid_response_is_not_retried_and_keeps_its_code()
    {
        var outcome = await Run(Pipeline(), Idempotent, _ => Failed(SourceFailureKind.InvalidResponse));
        Assert.Equal("SOURCE_INVALID_RESPONSE", outcome.Failure!.Code);
        Assert.Equal(1, _calls);
    }

    [Theory]
    [InlineData(typeof(HttpRequestException), "SOURCE_UNAVAILABLE")]
    [InlineData(typeof(IOException), "SOURCE_UNAVAILABLE")]
    [InlineData(typeof(System.Net.Sockets.SocketException), "SOURCE_UNAVAILABLE")]
    [InlineData(typeof(TimeoutException), "SOURCE_TIMEOUT")]
    [InlineData(typeof(OperationCanceledException), "SOURCE_UNAVAILABLE")]
    public async Task Exceptions_of_the_network_become_typed_failures(Type thrown, string code)
    {
        var outcome = await Run(Pipeline(), Once, _ => throw (Exception)Activator.CreateInstance(thrown)!);
        Assert.Equal(code, outcome.Failure!.Code);
        Assert.IsType(thrown, outcome.Failure.Cause);
    }

    [Fact]
    public async Task A_bug_passes_through_and_frees_its_place()
    {
        var pipeline = Pipeline();
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await Run(pipeline, Idempotent, _ => throw new InvalidOperationException()));
        Assert.Equal(0, pipeline.Running);
    }

    [Fact]
    public async Task A_hanging_source_times_out_at_the_try_timeout()
    {
        var running = Run(Pipeline(), Once, Hang);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("SOURCE_TIMEOUT", (await running).Failure!.Code);
    }

    [Fact]
    public async Task The_requests_deadline_shrinks_a_try()
    {
        var call = new CallDescriptor(true, CallDeadline.After(_time, TimeSpan.FromMilliseconds(200)));
        var running = Run(Pipeline(), call, Hang);
        _time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal("SOURCE_TIMEOUT", (await running).Failure!.Code);

        var late = await Run(Pipeline(), call, _ => Answer(7));
        Assert.Equal("SOURCE_TIMEOUT", late.Failure!.Code);
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task No_retry_is_begun_that_would_pass_the_deadline()
    {
        var pipeline = Pipeline(random: 0.99);
        var call = new CallDescriptor(true, CallDeadline.After(_time, TimeSpan.FromMilliseconds(20)));
        var outcome = await Run(pipeline, call, _ => Down());
        Assert.Equal(SourceFailureKind.Unavailable, outcome.Failure!.Kind);
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task The_caller_giving_up_is_neither_retried_nor_counted()
    {
        var pipeline = Pipeline();
        for (var i = 0; i < 50; i++)
        {
            using var caller = new CancellationTokenSource();
            var running = Run(pipeline, Idempotent, Hang, caller.Token);
            await caller.CancelAsync();
            Assert.Equal("REQUEST_CANCELLED", (await running).Failure!.Code);
        }

        Assert.Equal(50, _calls);
        Assert.Equal(CircuitState.Closed, pipeline.Breaker.State);
        Assert.Equal(0, pipeline.Running);
    }

    [Fact]
    public async Task Cancelling_during_the_wait_for_a_retry_ends_the_call()
    {
        using var caller = new CancellationTokenSource();
        var running = Run(Pipeline(random: 0.5), Idempotent, _ => Down(), caller.Token);
        await caller.CancelAsync();
        Assert.Equal("REQUEST_CANCELLED", (await running).Failure!.Code);
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task A_retry_waits_as_long_as_the_source_asks()
    {
        var busy = new SourceFailure(SourceFailureKind.Unavailable, "503", TimeSpan.FromSeconds(1));
        var running = Run(Pipeline(), Idempotent, _ => _calls == 1 ? new(new CallOutcome<int>(busy)) : Answer(7));
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(1, _calls);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(7, (await running).Value);
    }

    [Fact]
    public async Task With_a_source_that_always_fails_retries_add_at_most_ten_percent()
    {
        var pipeline = Pipeline(new ResilienceOptions
        {
            Breaker = new BreakerOptions { CallsMin = 100_000 },
            Retry = new RetryOptions { TriesMax = 5 },
        });
        const int Requests = 2_000;
        for (var i = 0; i < Requests; i++)
        {
            await Run(pipeline, Idempotent, _ => Down());
        }

        Assert.InRange(_calls, Requests + 1, (Requests * 1.1) + 1);
    }

    [Fact]
    public async Task An_outage_opens_the_breaker_and_probes_close_it()
    {
        var pipeline = Pipeline();
        for (var i = 0; i < 100; i++)
        {
            await Run(pipeline, Once, _ => Down());
        }

        Assert.Equal(20, _calls); // BreakerOptions.CallsMin
        var refused = await Run(pipeline, Once, _ => Answer(1));
        Assert.Equal("SOURCE_CIRCUIT_OPEN", refused.Failure!.Code);
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Failure.RetryAfter);

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, (await Run(pipeline, Once, _ => Answer(1))).Value);
        Assert.Equal(CircuitState.HalfOpen, pipeline.Breaker.State);
        Assert.Equal(1, (await Run(pipeline, Once, _ => Answer(1))).Value);
        Assert.Equal(CircuitState.Closed, pipeline.Breaker.State);
    }

    [Fact]
    public async Task A_full_bulkhead_queues_up_to_its_bound_and_refuses_the_rest()
    {
        var pipeline = Pipeline(new ResilienceOptions
        {
            Concurrency = new ConcurrencyOptions { CallsMax = 2, QueueMax = 3 },
        });
        var gate = new TaskCompletionSource<CallOutcome<int>>();
        var running = Enumerable.Range(0, 10)
            .Select(_ => Run(pipeline, Once, _ => new ValueTask<CallOutcome<int>>(gate.Task)))
            .ToList();
        Assert.Equal(2, _calls);
        Assert.Equal(5, running.Count(task => task.IsCompleted));

        gate.SetResult(new CallOutcome<int>(7));
        var outcomes = await Task.WhenAll(running);
        Assert.Equal(5, outcomes.Count(outcome => outcome.IsSuccess));
        Assert.All(outcomes.Where(o => !o.IsSuccess), o => Assert.Equal("SOURCE_OVERLOADED", o.Failure!.Code));
        Assert.Equal(0, pipeline.Running);
        Assert.Equal(CircuitState.Closed, pipeline.Breaker.State);
    }

    [Fact]
    public async Task Waiting_too_long_for_a_place_is_overload_not_a_failure_of_the_source()
    {
        var pipeline = Pipeline(new ResilienceOptions { Concurrency = new ConcurrencyOptions { CallsMax = 1 } });
        var first = Run(pipeline, new(false, CallDeadline.None), Hang);
        var second = Run(pipeline, Once, Hang);
        var deadline = new CallDescriptor(false, CallDeadline.After(_time, TimeSpan.FromSeconds(1)));
        var queued = Run(pipeline, deadline, Hang);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("SOURCE_OVERLOADED", (await queued).Failure!.Code);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("SOURCE_TIMEOUT", (await first).Failure!.Code);
        Assert.False((await second).IsSuccess);
        Assert.Equal(0, pipeline.Running);
    }

    [Fact]
    public void A_success_allocates_nothing()
    {
        using var pipeline = new SourcePipeline("stub", new ResilienceOptions(), TimeProvider.System);
        using var caller = new CancellationTokenSource();
        var call = new CallDescriptor(true, CallDeadline.After(TimeProvider.System, TimeSpan.FromMinutes(1)));
        for (var i = 0; i < 100; i++)
        {
            Assert.True(CallOnce(pipeline, call, caller.Token));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            CallOnce(pipeline, call, caller.Token);
        }

        // An unoptimized build makes every async state machine an object of its own; only that is let pass.
        var perCallMax = IsOptimized ? 0 : 600;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (perCallMax * 1_000) + 1_000);
    }

    private static bool CallOnce(SourcePipeline pipeline, CallDescriptor call, CancellationToken token)
    {
        var task = pipeline.ExecuteAsync(call, static (state, _) => Answer(state), 7, token);
        return task.IsCompletedSuccessfully && task.Result.IsSuccess;
    }

    private SourcePipeline Pipeline(ResilienceOptions? options = null, double random = 0)
    {
        var pipeline = new SourcePipeline("stub", options ?? new ResilienceOptions(), _time, () => random);
        _pipelines.Add(pipeline);
        return pipeline;
    }

    private Task<CallOutcome<int>> Run(
        SourcePipeline pipeline,
        CallDescriptor call,
        Func<CancellationToken, ValueTask<CallOutcome<int>>> source,
        CancellationToken? caller = null) =>
        pipeline.ExecuteAsync(
            call,
            (state, token) =>
            {
                Interlocked.Increment(ref _calls);
                return state(token);
            },
            source,
            caller ?? Stop).AsTask();

    private static ValueTask<CallOutcome<int>> Answer(int value) => new(new CallOutcome<int>(value));

    private static ValueTask<CallOutcome<int>> Down() => Failed(SourceFailureKind.Unavailable);

    private static ValueTask<CallOutcome<int>> Failed(SourceFailureKind kind) =>
        new(new CallOutcome<int>(new SourceFailure(kind, "stub")));

    private static async ValueTask<CallOutcome<int>> Hang(CancellationToken token)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        return new CallOutcome<int>(0);
    }
}
