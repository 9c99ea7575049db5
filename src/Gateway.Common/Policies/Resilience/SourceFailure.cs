namespace Gateway.Common.Policies.Resilience;

/// <summary>Why a call to a source gave no answer; a closed set.</summary>
internal enum SourceFailureKind
{
    /// <summary>The try's time or the request's deadline passed.</summary>
    Timeout,

    /// <summary>Connecting failed, the connection broke, or the source answered 5xx or its protocol's like.</summary>
    Unavailable,

    /// <summary>
    /// The source answered with what its contract does not allow: wrong type, too large, not parseable.
    /// </summary>
    InvalidResponse,

    /// <summary>The breaker is open: the source was not called.</summary>
    CircuitOpen,

    /// <summary>The source's own concurrency limit and its queue are full: the source was not called.</summary>
    Overloaded,

    /// <summary>The caller gave up.</summary>
    Cancelled,
}

/// <summary>A failed call to a source.</summary>
/// <param name="Kind">Decides about retries, the breaker and the error code.</param>
/// <param name="Detail">For the log only: may hold words of the source.</param>
/// <param name="RetryAfter">How long the source, or the open breaker, asks to be left alone; null when unknown.</param>
/// <param name="Cause">The exception behind it, for the log only.</param>
internal sealed record SourceFailure(
    SourceFailureKind Kind,
    string Detail,
    TimeSpan? RetryAfter = null,
    Exception? Cause = null)
{
    /// <summary>Typed members for the client's error, as JSON members without braces; null for none.</summary>
    public byte[]? Extensions { get; init; }

    /// <summary>The stable error code that clients see.</summary>
    public string Code => Kind switch
    {
        SourceFailureKind.Timeout => "SOURCE_TIMEOUT",
        SourceFailureKind.Unavailable => "SOURCE_UNAVAILABLE",
        SourceFailureKind.InvalidResponse => "SOURCE_INVALID_RESPONSE",
        SourceFailureKind.CircuitOpen => "SOURCE_CIRCUIT_OPEN",
        SourceFailureKind.Overloaded => "SOURCE_OVERLOADED",
        _ => "REQUEST_CANCELLED",
    };

    /// <summary>True where the same call may succeed when sent again soon.</summary>
    public bool IsTransient => Kind is SourceFailureKind.Timeout or SourceFailureKind.Unavailable;
}
