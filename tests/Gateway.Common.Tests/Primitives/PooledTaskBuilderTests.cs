using System.Runtime.CompilerServices;
using Gateway.Common.Primitives;

namespace Gateway.Common.Tests.Primitives;

public sealed class PooledTaskBuilderTests
{
    /// <summary>As many at once as two requests of many fetches have, each in two frames.</summary>
    private const int Calls = 20;

    private const int Frames = 2;

    private static readonly AsyncLocal<string?> Ambient = new();

    [Theory]
    [InlineData(0, false, "7")]
    [InlineData(1, false, "7")]
    [InlineData(3, false, "7")]
    [InlineData(0, true, "InvalidDataException")]
    [InlineData(1, true, "InvalidDataException")]
    [InlineData(3, true, "InvalidDataException")]
    public async Task A_method_ends_as_any_other_does(int waits, bool fails, string expected)
    {
        Assert.Equal(expected, await OutcomeAsync(() => WithResultAsync(7, waits, fails)));
        Assert.Equal(fails ? expected : "0", await OutcomeAsync(async () =>
        {
            await WithoutResultAsync(waits, fails);
            return 0;
        }));
    }

    [Fact]
    public async Task Calls_side_by_side_have_each_their_own_result()
    {
        var calls = Enumerable.Range(0, 2_000)
            .Select(number => Task.Run(async () => await SumAsync(number, depth: number % 7)))
            .ToArray();

        var results = await Task.WhenAll(calls);

        Assert.Equal(Enumerable.Range(0, 2_000).Select(static number => number * (1 + (number % 7))), results);
    }

    [Fact]
    public async Task A_result_is_taken_once()
    {
        var gate = new TaskCompletionSource();
        var task = AfterAsync(gate.Task, 1);
        var twin = task;
        gate.SetResult();

        Assert.Equal(1, await task);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await twin);
    }

    [Fact]
    public void A_result_that_is_not_there_yet_cannot_be_taken()
    {
        var box = PooledBox<int, Never>.Rent();

        Assert.Throws<InvalidOperationException>(() => Take(box));

        box.SetResult(1);
        Assert.Equal(1, Take(box));
    }

    [Fact]
    public async Task What_is_ambient_flows_in_and_what_a_method_sets_does_not_flow_out()
    {
        Ambient.Value = "caller";
        var gate = new TaskCompletionSource();
        var task = SetAmbientAsync(gate.Task);
        Assert.Equal("caller", Ambient.Value);
        Ambient.Value = "another";

        // Goes on with the method right here, in what is ambient here.
        gate.SetResult();

        Assert.Equal("another", Ambient.Value);
        Assert.Equal("caller, method", await task);
    }

    [Fact]
    public async Task A_detached_method_gives_its_state_back_by_itself()
    {
        var gate = new TaskCompletionSource();
        var ended = new TaskCompletionSource<int>();
        _ = DetachedAsync(gate.Task, ended);
        gate.SetResult();

        Assert.Equal(1, await ended.Task);
    }

    [Fact]
    public void Calls_that_wait_make_no_boxes_once_others_have_ended()
    {
        // A build for debugging keeps a method's own state in an object; a box with its delegate is three times that.
        const int stateBytesMax = 64;
        var signal = new Signal();
        Run(signal);
        Run(signal);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(signal);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Calls * Frames * stateBytesMax);
    }

    private static void Run(Signal signal)
    {
        for (var call = 0; call < Calls; call++)
        {
            _ = OuterAsync(signal, call);
        }

        signal.Raise();
    }

    [AsyncMethodBuilder(typeof(PooledTaskBuilder<>))]
    private static async ValueTask<int> WithResultAsync(int result, int waits, bool fails)
    {
        for (var wait = 0; wait < waits; wait++)
        {
            await Task.Yield();
        }

        return fails ? throw new InvalidDataException() : result;
    }

    [AsyncMethodBuilder(typeof(PooledTaskBuilder))]
    private static async ValueTask WithoutResultAsync(int waits, bool fails) =>
        await WithResultAsync(0, waits, fails).ConfigureAwait(false);

    [AsyncMethodBuilder(typeof(PooledTaskBuilder<>))]
    private static async ValueTask<int> SumAsync(int number, int depth)
    {
        await Task.Yield();
        return depth == 0 ? number : number + await SumAsync(number, depth - 1);
    }

    [AsyncMethodBuilder(typeof(PooledTaskBuilder<>))]
    private static async ValueTask<int> AfterAsync(Task gate, int result)
    {
        await gate.ConfigureAwait(false);
        return result;
    }

    [AsyncMethodBuilder(typeof(PooledTaskBuilder<>))]
    private static async ValueTask<string> SetAmbientAsync(Task gate)
    {
        await gate.ConfigureAwait(false);
        var found = Ambient.Value;
        Ambient.Value = "method";
        await Task.CompletedTask;
        return $"{found}, {Ambient.Value}";
    }

    private static int Take(PooledBox<int> box) => box.GetResult(box.Version);

    private static async Detached DetachedAsync(Task gate, TaskCompletionSource<int> ended)
    {
        await gate.ConfigureAwait(false);
        ended.SetResult(1);
    }

    private static async Detached OuterAsync(Signal signal, int call) => await InnerAsync(signal, call);

    [AsyncMethodBuilder(typeof(PooledTaskBuilder<>))]
    private static async ValueTask<int> InnerAsync(Signal signal, int call)
    {
        await signal;
        return call;
    }

    private static async Task<string> OutcomeAsync(Func<ValueTask<int>> call)
    {
        try
        {
            return (await call()).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (InvalidDataException failure)
        {
            return failure.GetType().Name;
        }
    }

    private struct Never : IAsyncStateMachine
    {
        public readonly void MoveNext()
        {
        }

        public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
        {
        }
    }

    /// <summary>What many wait for, and nobody pays for.</summary>
    private sealed class Signal : ICriticalNotifyCompletion
    {
        private readonly Action[] _waiting = new Action[64];
        private int _count;

        public bool IsCompleted => false;

        public Signal GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) => _waiting[_count++] = continuation;

        public void Raise()
        {
            var count = _count;
            _count = 0;
            for (var index = 0; index < count; index++)
            {
                _waiting[index]();
            }
        }
    }
}
