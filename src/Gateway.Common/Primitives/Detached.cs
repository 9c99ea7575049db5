using System.Runtime.CompilerServices;

namespace Gateway.Common.Primitives;

/// <summary>
/// What an async method returns that nobody awaits: it tells itself that it is over, and never throws.
/// </summary>
/// <remarks>Its state waits in pooled boxes, as with <see cref="PooledTaskBuilder"/>.</remarks>
[AsyncMethodBuilder(typeof(DetachedBuilder))]
internal readonly struct Detached;

/// <summary>Builds <see cref="Detached"/>.</summary>
internal struct DetachedBuilder
{
    private PooledTaskBuilder<bool> _builder;

    public static DetachedBuilder Create() => default;

#pragma warning disable CA1822 // The compiler calls all of these on the builder.
    public readonly Detached Task => default;

    public readonly void Start<TStateMachine>(ref TStateMachine method)
        where TStateMachine : IAsyncStateMachine => default(AsyncValueTaskMethodBuilder).Start(ref method);

    public readonly void SetStateMachine(IAsyncStateMachine method)
    {
    }
#pragma warning restore CA1822

    public void SetResult()
    {
        _builder.SetResult(true);
        if (_builder.Box is { } box)
        {
            box.GetResult(box.Version);
        }
    }

    /// <summary>Only a method that breaks its word comes here: it is told as any exception that nobody saw.</summary>
    public void SetException(Exception exception)
    {
        System.Threading.Tasks.Task.FromException(exception);
        SetResult();
    }

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine method)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => _builder.AwaitOnCompleted(ref awaiter, ref method);

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine method)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => _builder.AwaitUnsafeOnCompleted(ref awaiter, ref method);
}
