using Gateway.Common.Policies.Resilience;

namespace Gateway.Common.Sources;

/// <summary>Carries a prepared request to where it is answered: over HTTP, or into the host's own code.</summary>
internal interface ICallSender
{
    /// <returns>The answer, or a typed failure; never an exception for what a source does.</returns>
    ValueTask<CallOutcome<SourceResponse>> SendAsync(
        SourceRequest request, FetchContext context, CancellationToken cancellationToken);
}
