using Gateway.Common.Planning;
using Gateway.Common.Policies.Resilience;
using Gateway.Common.Results;

namespace Gateway.Common.Sources;

/// <summary>Something that answers fetches.</summary>
internal abstract class Source(string name) : IAsyncDisposable
{
    public string Name { get; } = name;

    /// <summary>Does once what every run would do again: text rendered, names encoded, reading plans made.</summary>
    public abstract CompiledFetch Compile(Fetch fetch, OperationVariables variables);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A fetch made ready; shared by requests, and immutable but for what answers have taught.</summary>
internal abstract class CompiledFetch
{
    /// <summary>Of one of its last answers, whichever: about as many as the next one will have; 0 before.</summary>
    public int AnswerBytes { get; set; }

    /// <summary>Gathers keys and builds requests, with the store held exclusively.</summary>
    /// <returns>Null when there is nothing to ask for: no entity has a key, or every field is skipped.</returns>
    public abstract FetchRun? Prepare(FetchContext context);
}

/// <summary>One run of a fetch. Disposed exactly once, after it was applied or given up.</summary>
internal abstract class FetchRun : IDisposable
{
    /// <summary>How the call ended; of several calls, which the run keeps itself, or of none: the default.</summary>
    internal CallOutcome<SourceResponse> Outcome { get; set; }

    /// <summary>Waits for the source; never touches the store, never throws for what a source does.</summary>
    /// <exception cref="SourceException">The call cannot be made.</exception>
    public FetchSending SendAsync(CancellationToken cancellationToken) => new(this, CallAsync(cancellationToken));

    /// <summary>Reads the answer into the store, held exclusively. Failures become error cells.</summary>
    public abstract void Apply(FetchContext context);

    /// <summary>Marks everything this run was to bring as failed.</summary>
    public abstract void Fail(FetchContext context, ResultError error);

    public virtual void Dispose() => Outcome.Value?.Dispose();

    /// <returns>Becomes <see cref="Outcome"/>.</returns>
    protected abstract ValueTask<CallOutcome<SourceResponse>> CallAsync(CancellationToken cancellationToken);
}
