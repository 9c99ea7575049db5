using System.Runtime.CompilerServices;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;

namespace Gateway.Common.Sources;

/// <summary>Lets calls of one request that are alike and on their way at the same time be one call.</summary>
/// <remarks>
/// Alike: the same source, method, target, headers and body. Only calls that do no more when sent twice are shared.
/// Bound: the calls that one request has on its way.
/// </remarks>
internal sealed class SharedCalls
{
    private readonly Lock _gate = new();
    private readonly List<Call> _onTheirWay = [];

    /// <summary>Sends the request, or waits for the answer to another that is the same.</summary>
    /// <returns>An answer that is the caller's own.</returns>
    public ValueTask<CallOutcome<SourceResponse>> SendAsync(
        ICallSender sender, SourceRequest request, FetchContext context, CancellationToken cancellationToken)
    {
        if (!request.IsIdempotent)
        {
            return sender.SendAsync(request, context, cancellationToken);
        }

        lock (_gate)
        {
            if (_onTheirWay.Find(other => other.IsLike(sender, request)) is { } twin)
            {
                return new(twin.JoinAsync());
            }

            var call = new Call(sender, request);
            _onTheirWay.Add(call);
            return SendAsync(call, context, cancellationToken);
        }
    }

    [AsyncMethodBuilder(typeof(PooledTaskBuilder<>))]
    private async ValueTask<CallOutcome<SourceResponse>> SendAsync(
        Call call, FetchContext context, CancellationToken cancellationToken)
    {
        try
        {
            // Not under the lock: a sender may answer, or run a resolver, before it first waits.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            var outcome = await call.Sender.SendAsync(call.Request, context, cancellationToken).ConfigureAwait(false);
            foreach (var waiting in End(call))
            {
                waiting.SetResult(outcome.IsSuccess ? new(outcome.Value.Copy()) : outcome);
            }

            return outcome;
        }
        catch (Exception exception)
        {
            foreach (var waiting in End(call))
            {
                waiting.SetException(exception);
            }

            throw;
        }
    }

    private List<TaskCompletionSource<CallOutcome<SourceResponse>>> End(Call call)
    {
        lock (_gate)
        {
            _onTheirWay.Remove(call);
            return call.Waiting;
        }
    }

    private sealed class Call(ICallSender sender, SourceRequest request)
    {
        public ICallSender Sender { get; } = sender;

        public SourceRequest Request { get; } = request;

        public List<TaskCompletionSource<CallOutcome<SourceResponse>>> Waiting { get; } = [];

        public bool IsLike(ICallSender sender, SourceRequest request) =>
            Sender == sender
            && Request.Method == request.Method
            && Request.Target == request.Target
            && Request.ContentType == request.ContentType
            && Request.Accept == request.Accept
            && Request.GivenHeaders.SequenceEqual(request.GivenHeaders)
            && Request.Body.Span.SequenceEqual(request.Body.Span);

        public Task<CallOutcome<SourceResponse>> JoinAsync()
        {
            var waiting = new TaskCompletionSource<CallOutcome<SourceResponse>>(
                TaskCreationOptions.RunContinuationsAsynchronously);
            Waiting.Add(waiting);
            return waiting.Task;
        }
    }
}
