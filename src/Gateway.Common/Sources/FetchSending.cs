using System.Runtime.CompilerServices;
using Gateway.Common.Policies.Resilience;

namespace Gateway.Common.Sources;

/// <summary>A run's call on its way; awaiting it leaves the outcome with the run.</summary>
/// <remarks>An awaitable of its own: a frame less that waits for each fetch than if the run awaited its call.</remarks>
internal readonly struct FetchSending(FetchRun run, ValueTask<CallOutcome<SourceResponse>> call)
{
    public Awaiter GetAwaiter() => new(run, call.ConfigureAwait(false).GetAwaiter());

    public readonly struct Awaiter(
        FetchRun run, ConfiguredValueTaskAwaitable<CallOutcome<SourceResponse>>.ConfiguredValueTaskAwaiter call)
        : ICriticalNotifyCompletion
    {
        public bool IsCompleted => call.IsCompleted;

        public void GetResult() => run.Outcome = call.GetResult();

        public void OnCompleted(Action continuation) => call.OnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) => call.UnsafeOnCompleted(continuation);
    }
}
