using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Gateway.Common.Primitives;

namespace Gateway.Common.Policies.Resilience;

/// <summary>Guards every call to one source: deadline, retries, concurrency, breaker, timeout.</summary>
/// <remarks>
/// Shape: retry ( timeout ( bulkhead ( breaker ( callback ) ) ) ). The breaker is asked after the wait for a place, so
/// that what queued before it opened does not hit the source.
/// Cost: a success allocates nothing here; state machines and cancellation sources are pooled.
/// Errors: every failure is an outcome; an exception that <see cref="Classify"/> does not know (a bug) passes through.
/// </remarks>
/// <param name="source">The source's name, for failure details.</param>
/// <param name="options">Validated options.</param>
/// <param name="time">Clock of all deadlines, waits and windows.</param>
/// <param name="random">Numbers in [0, 1) for jitter; <see cref="Random.Shared"/> when null.</param>
internal sealed class SourcePipeline(
    string source,
    ResilienceOptions options,
    TimeProvider time,
    Func<double>? random = null) : IDisposable
{
    /// <summary>A retry with less time than this cannot succeed.</summary>
    private static readonly TimeSpan TryLeast = TimeSpan.FromMilliseconds(1);

    private readonly Func<double> _random = random ?? Random.Shared.NextDouble;
    private readonly RetryBudget _budget = new(options.Retry);
    private readonly Bulkhead _bulkhead = new(options.Concurrency);
    private readonly TryTimeouts _timeouts = new(time);

    public string Source { get; } = source;

    /// <summary>For health reports and tests.</summary>
    public CircuitBreaker Breaker { get; } = new(options.Breaker, time);

    /// <summary>Calls in flight now.</summary>
    public int Running => _bulkhead.Running;

    /// <summary>Calls the source through all guards.</summary>
    /// <param name="call">Whether it may be repeated, and until when it is of use.</param>
    /// <param name="callback">
    /// One try, best a static lambda. It reads the answer to its end, says itself whether that is a failure (releasing
    /// what it holds then), and uses its token only until it returns. It must heed the token: a try is never abandoned.
    /// </param>
    /// <param name="state">Handed to each try.</param>
    /// <param name="cancellationToken">The caller's: gives <see cref="SourceFailureKind.Cancelled"/>.</param>
    [AsyncMethodBuilder(typeof(PooledTaskBuilder<>))]
    public async ValueTask<CallOutcome<T>> ExecuteAsync<TState, T>(
        CallDescriptor call,
        Func<TState, CancellationToken, ValueTask<CallOutcome<T>>> callback,
        TState state,
        CancellationToken cancellationToken)
    {
        _budget.Earn();
        for (var tries = 1; ; tries++)
        {
            CallOutcome<T> outcome;
            var timeout = TimeoutOf(call);
            if (cancellationToken.IsCancellationRequested)
            {
                return new CallOutcome<T>(Cancelled());
            }

            if (timeout <= TimeSpan.Zero)
            {
                return new CallOutcome<T>(Fail(SourceFailureKind.Timeout, "The deadline passed before the call."));
            }

            // The whole try stands here, not in a method of its own: each frame that waits is paid for by every call.
            using (var scope = _timeouts.Begin(timeout, cancellationToken))
            {
                var stay = default(Stay);
                try
                {
                    stay.HasPlace = await _bulkhead.EnterAsync(scope.Token).ConfigureAwait(false);
                    outcome = Refuse(ref stay) is { } refusal
                        ? new CallOutcome<T>(refusal)
                        : await callback(state, scope.Token).ConfigureAwait(false);
                    outcome = outcome.IsSuccess || !cancellationToken.IsCancellationRequested
                        ? outcome
                        : new CallOutcome<T>(Cancelled());
                    stay.Signal = SignalOf(outcome.Failure, timeout);
                }
                catch (Exception exception)
                    when (Classify(exception, stay.HasPlace, timeout, scope.Token, cancellationToken) is { } failure)
                {
                    stay.Signal = SignalOf(failure, timeout);
                    outcome = new CallOutcome<T>(failure);
                }
                finally
                {
                    Leave(stay);
                }
            }

            if (outcome.IsSuccess || !MayRetry(call, outcome.Failure, tries, out var wait))
            {
                return outcome;
            }

            if (!await WaitAsync(wait, cancellationToken).ConfigureAwait(false))
            {
                return new CallOutcome<T>(Cancelled());
            }
        }
    }

    public void Dispose() => _bulkhead.Dispose();

    /// <returns>False when the caller gave up meanwhile.</returns>
    private async ValueTask<bool> WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private TimeSpan TimeoutOf(in CallDescriptor call)
    {
        var remaining = call.Deadline.Remaining(time);
        return remaining < options.TryTimeout ? remaining : options.TryTimeout;
    }

    /// <summary>Asks the breaker, where there is a place.</summary>
    /// <returns>Null for a try that may begin.</returns>
    private SourceFailure? Refuse(ref Stay stay)
    {
        if (!stay.HasPlace)
        {
            return Fail(SourceFailureKind.Overloaded, "The queue is full.");
        }

        stay.IsEntered = Breaker.TryEnter(out stay.Ticket, out var retryAfter);
        return stay.IsEntered ? null : Fail(SourceFailureKind.CircuitOpen, "The breaker is open.", retryAfter);
    }

    private void Leave(in Stay stay)
    {
        if (stay.IsEntered)
        {
            Breaker.Leave(stay.Ticket, stay.Signal);
        }

        if (stay.HasPlace)
        {
            _bulkhead.Leave();
        }
    }

    private bool MayRetry(in CallDescriptor call, SourceFailure failure, int tries, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (!call.IsIdempotent || !failure.IsTransient || tries >= options.Retry.TriesMax)
        {
            return false;
        }

        var ceiling = options.Retry.BackoffFirst * (1 << (tries - 1));
        wait = (ceiling < options.Retry.BackoffMax ? ceiling : options.Retry.BackoffMax) * _random();
        if (failure.RetryAfter > wait)
        {
            wait = failure.RetryAfter.Value;
        }

        var remaining = call.Deadline.Remaining(time);
        return wait <= options.TryTimeout && remaining - TryLeast > wait && _budget.TrySpend();
    }

    /// <summary>Null for what is no failure of the source.</summary>
    private SourceFailure? Classify(
        Exception exception,
        bool hadPlace,
        TimeSpan timeout,
        CancellationToken tryToken,
        CancellationToken caller)
    {
        if (caller.IsCancellationRequested)
        {
            return Cancelled(exception);
        }

        if (!hadPlace && exception is OperationCanceledException)
        {
            return Fail(SourceFailureKind.Overloaded, $"No place came free within {timeout}.");
        }

        if (tryToken.IsCancellationRequested || exception is TimeoutException)
        {
            return Fail(SourceFailureKind.Timeout, $"No answer within {timeout}.", cause: exception);
        }

        return exception is HttpRequestException or IOException or SocketException or OperationCanceledException
            ? Fail(SourceFailureKind.Unavailable, exception.Message, cause: exception)
            : null;
    }

    /// <summary>
    /// A timeout of a request that was nearly over says more about the request than about the source.
    /// </summary>
    private CircuitSignal SignalOf(SourceFailure? failure, TimeSpan timeout) => failure?.Kind switch
    {
        null => CircuitSignal.Success,
        SourceFailureKind.Timeout when timeout < options.TryTimeout / 2 => CircuitSignal.Neutral,
        SourceFailureKind.Timeout or SourceFailureKind.Unavailable or SourceFailureKind.InvalidResponse =>
            CircuitSignal.Failure,
        _ => CircuitSignal.Neutral,
    };

    private SourceFailure Cancelled(Exception? cause = null) =>
        Fail(SourceFailureKind.Cancelled, "The caller gave up.", cause: cause);

    private SourceFailure Fail(
        SourceFailureKind kind, string detail, TimeSpan? retryAfter = null, Exception? cause = null) =>
        new(kind, $"{Source}: {detail}", retryAfter, cause);

    /// <summary>What one try holds, and what it has to say of the source when it leaves.</summary>
    private struct Stay
    {
        public bool HasPlace;
        public bool IsEntered;
        public int Ticket;
        public CircuitSignal Signal;
    }
}
