using System.Runtime.CompilerServices;

namespace Gateway.Common.Primitives;

/// <summary>
/// Builds the tasks of async methods whose state, while they wait, lives in boxes that a pool keeps: as many as
/// requests are on their way at once, where the runtime's own pooling builder keeps one a thread and one a core.
/// </summary>
/// <remarks>
/// Used by <c>[AsyncMethodBuilder(typeof(PooledTaskBuilder&lt;&gt;))]</c> on methods of the warm path. Their tasks are
/// awaited exactly once. Execution context flows as with any async method.
/// </remarks>
internal struct PooledTaskBuilder<T>
{
    private PooledBox<T>? _box;
    private T _result;

    public static PooledTaskBuilder<T> Create() => default;

    /// <summary>Asked for when the method first waits, or is over.</summary>
    public readonly ValueTask<T> Task => _box is { } box
        ? new ValueTask<T>(box, box.Version)
        : new ValueTask<T>(_result);

    internal readonly PooledBox<T>? Box => _box;

#pragma warning disable CA1822 // The compiler calls all of these on the builder.
    public readonly void Start<TStateMachine>(ref TStateMachine method)
        where TStateMachine : IAsyncStateMachine => default(AsyncValueTaskMethodBuilder).Start(ref method);

    public readonly void SetStateMachine(IAsyncStateMachine method)
    {
        // Of use to builders that box the method's state themselves.
    }
#pragma warning restore CA1822

    public void SetResult(T result)
    {
        if (_box is { } box)
        {
            box.SetResult(result);
        }
        else
        {
            _result = result;
        }
    }

    public void SetException(Exception exception) => (_box ??= FailedBox()).SetException(exception);

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine method)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.OnCompleted(BoxOf(ref method).Continuation);

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine method)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.UnsafeOnCompleted(BoxOf(ref method).Continuation);

    private static PooledBox<T> FailedBox() => PooledBox<T, Unstarted>.Rent();

    private PooledBox<T> BoxOf<TStateMachine>(ref TStateMachine method)
        where TStateMachine : IAsyncStateMachine
    {
        if (_box is null)
        {
            var box = PooledBox<T, TStateMachine>.Rent();

            // This builder is part of the method's state: it has to know the box before it is copied into it.
            _box = box;
            box.Hold(ref method);
        }

        _box.Capture();
        return _box;
    }

    /// <summary>Stands for a method that failed before it first waited.</summary>
    private struct Unstarted : IAsyncStateMachine
    {
        public readonly void MoveNext()
        {
        }

        public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
        {
        }
    }
}

/// <summary>The same for methods without a result.</summary>
internal struct PooledTaskBuilder
{
    private PooledTaskBuilder<bool> _builder;

    public static PooledTaskBuilder Create() => default;

    public readonly ValueTask Task => _builder.Box is { } box ? new ValueTask(box, box.Version) : default;

#pragma warning disable CA1822
    public readonly void Start<TStateMachine>(ref TStateMachine method)
        where TStateMachine : IAsyncStateMachine => default(AsyncValueTaskMethodBuilder).Start(ref method);

    public readonly void SetStateMachine(IAsyncStateMachine method)
    {
    }
#pragma warning restore CA1822

    public void SetResult() => _builder.SetResult(true);

    public void SetException(Exception exception) => _builder.SetException(exception);

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine method)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => _builder.AwaitOnCompleted(ref awaiter, ref method);

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine method)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => _builder.AwaitUnsafeOnCompleted(ref awaiter, ref method);
}
