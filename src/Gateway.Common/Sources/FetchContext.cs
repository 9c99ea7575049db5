using Gateway.Common.Policies.Resilience;
using Gateway.Common.Primitives;
using Gateway.Common.Results;
using Gateway.Common.Schema;
using Gateway.Common.Telemetry;

namespace Gateway.Common.Sources;

/// <summary>What the fetches of one request share.</summary>
internal sealed class FetchContext
{
    private SharedCalls? _calls;

    /// <summary>Touched only while the executor holds it: never by <see cref="FetchRun.SendAsync"/>.</summary>
    public required ResultStore Store { get; init; }

    public required int RootRow { get; init; }

    /// <summary>Holds what the gateway answers of its own schema: the root row, but for mutations.</summary>
    public required int IntrospectionRow { get; init; }

    public required VariableValues Variables { get; init; }

    /// <summary>For each of the operation's variables whether it is <c>true</c>.</summary>
    public required bool[] Flags { get; init; }

    public required CallDeadline Deadline { get; init; }

    /// <summary>Values of a claim of the caller's identity; empty where there is none.</summary>
    public required Func<string, IReadOnlyList<string>> FindClaims { get; init; }

    /// <summary>Whether <c>@owner</c> is held; only an open host (development) does not.</summary>
    public required bool EnforcesOwnership { get; init; }

    /// <summary>Files that came with the request, by the stand-ins in its variables; null for none.</summary>
    public ReceivedFiles? Files { get; init; }

    /// <summary>What calls are traced by; null where nobody traces.</summary>
    public TraceContext? Trace { get; init; }

    /// <summary>A header of the client's request, or null.</summary>
    public required Func<string, string?> FindHeader { get; init; }

    private SharedCalls Calls => LazyInitializer.EnsureInitialized(ref _calls);

    /// <param name="sender">Of the source.</param>
    /// <param name="request">The call.</param>
    /// <param name="isShared">Whether another fetch of this request may make a call that is like it.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public ValueTask<CallOutcome<SourceResponse>> SendAsync(
        ICallSender sender, SourceRequest request, bool isShared, CancellationToken cancellationToken) => isShared
            ? Calls.SendAsync(sender, request, this, cancellationToken)
            : sender.SendAsync(request, this, cancellationToken);
}
