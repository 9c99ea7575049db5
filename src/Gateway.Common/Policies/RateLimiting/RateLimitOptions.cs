using Gateway.Common.Primitives;

namespace Gateway.Common.Policies.RateLimiting;

/// <summary>How much one client of a host may spend, as settings write it.</summary>
internal sealed record RateLimitOptions
{
    /// <summary>Requests that come back per <see cref="Window"/>; 1 to 1,000,000,000; default 600.</summary>
    public int Permits { get; init; } = 600;

    /// <summary>1 s to 1 day; default 1 minute.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Requests that an idle client may send at once; default <see cref="Permits"/>.</summary>
    public int? Burst { get; init; }

    /// <summary>Clients counted apart; 16 to 10,000,000; default 100,000.</summary>
    public int PartitionsMax { get; init; } = 100_000;

    /// <summary>
    /// Requests without a good credential that come back to an address per <see cref="Window"/>; 1 to 1,000,000,000;
    /// default 600.
    /// </summary>
    public int FailurePermits { get; init; } = 600;

    public RateLimitPolicy ToFailurePolicy() => new()
    {
        Permits = FailurePermits,
        Window = Window,
        PartitionsMax = PartitionsMax,
    };

    public RateLimitPolicy ToPolicy() => new()
    {
        Permits = Permits,
        Window = Window,
        Burst = Burst,
        PartitionsMax = PartitionsMax,
    };

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        problems.AddRange(ToPolicy().Validate(path));
        problems.RequireRange(FailurePermits, 1, RateLimitPolicy.PermitsMax, nameof(FailurePermits));
        problems.Require(
            Window <= TimeSpan.Zero
            || FailurePermits / Window.TotalSeconds <= RateLimitPolicy.PermitsPerSecondMax,
            nameof(FailurePermits),
            $"{FailurePermits} per {Window} is more than {RateLimitPolicy.PermitsPerSecondMax} a second.",
            "Lower FailurePermits or lengthen Window.");
        return problems.All;
    }
}
