using Gateway.Common.Policies.Resilience;

namespace Gateway.Common.Sources.Grpc;

/// <summary>Ends a stream by the caller's will, by its deadline, or by too long a silence.</summary>
internal sealed class StreamTimes : IDisposable
{
    private readonly StreamOptions _options;
    private readonly CallDeadline _deadline;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;

    public StreamTimes(StreamOptions options, CallDeadline deadline, TimeProvider time, CancellationToken caller)
    {
        _options = options;
        _deadline = deadline;
        _time = time;
        Caller = caller;
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _registration = caller.UnsafeRegister(
            static state => ((CancellationTokenSource)state!).Cancel(), _source);
        Restart();
    }

    public CancellationToken Caller { get; }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether time, and not the caller, ended the stream.</summary>
    public bool HasPassed => _source.IsCancellationRequested && !Caller.IsCancellationRequested;

    /// <summary>A message came: silence is counted anew.</summary>
    public void Restart()
    {
        var left = _deadline.Remaining(_time);
        left = left < _options.SilenceMax ? left : _options.SilenceMax;
        _source.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    public static SourceException TimedOut() => GrpcErrors.Of(GrpcStatus.DeadlineExceeded, "the stream's time", null);

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
