using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Gateway.Common.Primitives;

/// <summary>What an async method's state lives in while it waits, seen from who awaits it.</summary>
/// <remarks>It goes back to its pool once its result was taken, which must happen exactly once.</remarks>
internal abstract class PooledBox<T> : IValueTaskSource<T>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<T> _completion;

    public short Version => _completion.Version;

    /// <summary>Goes on with the method; one delegate for the box's whole life.</summary>
    public abstract Action Continuation { get; }

    /// <summary>What flows with the method's calls, such as the activity.</summary>
    protected ExecutionContext? Context { get; set; }

    /// <summary>Keeps the caller's context while the method waits.</summary>
    public void Capture() => Context = ExecutionContext.Capture();

    public void SetResult(T result) => _completion.SetResult(result);

    public void SetException(Exception exception) => _completion.SetException(exception);

    public ValueTaskSourceStatus GetStatus(short token) => _completion.GetStatus(token);

    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);

    /// <exception cref="InvalidOperationException">It was taken before, or is not there yet.</exception>
    public T GetResult(short token)
    {
        if (_completion.GetStatus(token) == ValueTaskSourceStatus.Pending)
        {
            throw new InvalidOperationException("The result is not there yet.");
        }

        try
        {
            return _completion.GetResult(token);
        }
        finally
        {
            _completion.Reset();
            Return();
        }
    }

    void IValueTaskSource.GetResult(short token) => GetResult(token);

    /// <summary>Forgets the method's state and lets another call have the box.</summary>
    protected abstract void Return();
}

/// <summary>The box of one async method.</summary>
internal sealed class PooledBox<T, TStateMachine> : PooledBox<T>
    where TStateMachine : IAsyncStateMachine
{
    private TStateMachine? _method;

    private PooledBox() => Continuation = MoveNext;

    public override Action Continuation { get; }

    public static PooledBox<T, TStateMachine> Rent() =>
        Magazines<PooledBox<T, TStateMachine>>.TryTake() ?? new PooledBox<T, TStateMachine>();

    /// <summary>Takes the method's state over, as it is when it waits for the first time.</summary>
    public void Hold(ref TStateMachine method) => _method = method;

    protected override void Return()
    {
        _method = default;
        Context = null;
        Magazines<PooledBox<T, TStateMachine>>.Put(this);
    }

    private void MoveNext()
    {
        var context = Context;
        if (context is not null && !ReferenceEquals(context, ExecutionContext.Capture()))
        {
            ExecutionContext.Run(context, static box => ((PooledBox<T, TStateMachine>)box!)._method!.MoveNext(), this);
            return;
        }

        _method!.MoveNext();

        // By now the box may be another call's. What the method set is not for who went on with it.
        if (context is not null && !ReferenceEquals(context, ExecutionContext.Capture()))
        {
            ExecutionContext.Restore(context);
        }
    }
}
