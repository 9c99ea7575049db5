using Gateway.Common.Primitives;

namespace Gateway.Common.Policies.Resilience;

/// <summary>How calls to one source are guarded.</summary>
internal sealed record ResilienceOptions
{
    /// <summary>Longest time of one try, queueing included; 10 ms to 5 min; default 3 s.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(3);

    public RetryOptions Retry { get; init; } = new();

    public BreakerOptions Breaker { get; init; } = new();

    public ConcurrencyOptions Concurrency { get; init; } = new();

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        problems.RequireRange(TryTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5), nameof(TryTimeout));
        problems.AddRange(Retry.Validate($"{path}:{nameof(Retry)}"));
        problems.AddRange(Breaker.Validate($"{path}:{nameof(Breaker)}"));
        problems.AddRange(Concurrency.Validate($"{path}:{nameof(Concurrency)}"));
        return problems.All;
    }
}

/// <summary>Repeats of idempotent calls.</summary>
internal sealed record RetryOptions
{
    /// <summary>Tries of one call, the first included; 1 (no retry) to 5; default 2.</summary>
    public int TriesMax { get; init; } = 2;

    /// <summary>
    /// Upper end of the first random wait, doubled with each further try; 1 ms to 10 s; default 25 ms.
    /// </summary>
    public TimeSpan BackoffFirst { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>
    /// Upper end of any wait; 1 ms to 1 min and not below <see cref="BackoffFirst"/>; default 500 ms.
    /// </summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Retries earned per call, over all calls of the source; 0 to 1; default 0.1: load grows by 10 % at most.
    /// </summary>
    public double BudgetRatio { get; init; } = 0.1;

    /// <summary>Retries that a quiet source may save up; 1 to 1,000; default 10.</summary>
    public int BudgetMax { get; init; } = 10;

    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        var millisecond = TimeSpan.FromMilliseconds(1);
        problems.RequireRange(TriesMax, 1, 5, nameof(TriesMax));
        problems.RequireRange(BackoffFirst, millisecond, TimeSpan.FromSeconds(10), nameof(BackoffFirst));
        problems.RequireRange(BackoffMax, BackoffFirst, TimeSpan.FromMinutes(1), nameof(BackoffMax));
        problems.RequireRange(BudgetRatio, 0.0, 1.0, nameof(BudgetRatio));
        problems.RequireRange(BudgetMax, 1, 1_000, nameof(BudgetMax));
        return problems.All;
    }
}

/// <summary>When a failing source is left alone.</summary>
internal sealed record BreakerOptions
{
    /// <summary>Share of failures in the window that opens the breaker; above 0 to 1; default 0.5.</summary>
    public double FailureRatio { get; init; } = 0.5;

    /// <summary>Calls in the window below which the ratio says nothing; 2 to 100,000; default 20.</summary>
    public int CallsMin { get; init; } = 20;

    /// <summary>Sliding window over which calls are counted; 1 s to 10 min; default 10 s.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time without calls after opening; 100 ms to 10 min; default 5 s.</summary>
    public TimeSpan OpenFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Probes that must succeed to close again, and that run at once at most; 1 to 100; default 2.</summary>
    public int Probes { get; init; } = 2;

    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        var longest = TimeSpan.FromMinutes(10);
        problems.RequireRange(FailureRatio, 0.01, 1.0, nameof(FailureRatio));
        problems.RequireRange(CallsMin, 2, 100_000, nameof(CallsMin));
        problems.RequireRange(Window, TimeSpan.FromSeconds(1), longest, nameof(Window));
        problems.RequireRange(OpenFor, TimeSpan.FromMilliseconds(100), longest, nameof(OpenFor));
        problems.RequireRange(Probes, 1, 100, nameof(Probes));
        return problems.All;
    }
}

/// <summary>
/// How many calls a source gets at once, so that a hanging one cannot take the whole gateway's memory.
/// </summary>
internal sealed record ConcurrencyOptions
{
    /// <summary>Calls in flight; 1 to 100,000; default 512.</summary>
    public int CallsMax { get; init; } = 512;

    /// <summary>Calls waiting for a place; further ones fail at once; 0 to 100,000; default 1,024.</summary>
    public int QueueMax { get; init; } = 1_024;

    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        problems.RequireRange(CallsMax, 1, 100_000, nameof(CallsMax));
        problems.RequireRange(QueueMax, 0, 100_000, nameof(QueueMax));
        return problems.All;
    }
}
