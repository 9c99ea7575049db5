namespace Gateway.Common.Policies.Resilience;

/// <summary>What the pipeline must know of a call besides how to make it.</summary>
/// <param name="IsIdempotent">Only such calls are ever sent twice; never true for a mutation.</param>
/// <param name="Deadline">The whole request's deadline: tries, waits and queueing all end by it.</param>
internal readonly record struct CallDescriptor(bool IsIdempotent, CallDeadline Deadline);

/// <summary>A point in time on the monotonic clock of one <see cref="TimeProvider"/>.</summary>
internal readonly record struct CallDeadline
{
    private readonly long _timestamp;
    private readonly bool _isSet;

    private CallDeadline(long timestamp)
    {
        _timestamp = timestamp;
        _isSet = true;
    }

    /// <summary>No deadline: each try still has its own timeout.</summary>
    public static CallDeadline None => default;

    public static CallDeadline After(TimeProvider time, TimeSpan span) =>
        new(time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency));

    /// <summary>Time left: zero or less when passed, <see cref="TimeSpan.MaxValue"/> without a deadline.</summary>
    public TimeSpan Remaining(TimeProvider time) =>
        _isSet ? time.GetElapsedTime(time.GetTimestamp(), _timestamp) : TimeSpan.MaxValue;
}
