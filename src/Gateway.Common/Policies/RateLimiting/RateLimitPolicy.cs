using Gateway.Common.Primitives;

namespace Gateway.Common.Policies.RateLimiting;

/// <summary>How much one partition (a client, a user, an address) may spend.</summary>
/// <remarks>
/// A token bucket: <see cref="Burst"/> tokens at most, refilled evenly with <see cref="Permits"/> per
/// <see cref="Window"/>.
/// </remarks>
internal sealed record RateLimitPolicy
{
    /// <summary>
    /// Nanosecond arithmetic rounds up by less than 0.1 % as long as a token takes a microsecond or more.
    /// </summary>
    public const double PermitsPerSecondMax = 1_000_000;

    /// <summary>Keeps a full burst in nanoseconds far inside 64 bits.</summary>
    public const double RefillDaysMax = 366;

    public const int PermitsMax = 1_000_000_000;

    /// <summary>Tokens refilled per <see cref="Window"/>; 1 to 1,000,000,000; default 100.</summary>
    public int Permits { get; init; } = 100;

    /// <summary>Time in which <see cref="Permits"/> tokens come back; 1 s to 1 day; default 1 minute.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Tokens that an idle partition may spend at once; 1 to 1,000,000,000; default <see cref="Permits"/>.
    /// </summary>
    public int? Burst { get; init; }

    /// <summary>
    /// Partitions held at once; 16 to 10,000,000; default 100,000 (about 150 bytes each and the key's text).
    /// </summary>
    public int PartitionsMax { get; init; } = 100_000;

    public int EffectiveBurst => Burst ?? Permits;

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        problems.RequireRange(Permits, 1, PermitsMax, nameof(Permits));
        problems.RequireRange(Window, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), nameof(Window));
        problems.RequireRange(EffectiveBurst, 1, PermitsMax, nameof(Burst));
        problems.RequireRange(PartitionsMax, 16, 10_000_000, nameof(PartitionsMax));
        problems.Require(
            Window <= TimeSpan.Zero || Permits / Window.TotalSeconds <= PermitsPerSecondMax,
            nameof(Permits),
            $"{Permits} per {Window} is more than {PermitsPerSecondMax} a second.",
            "Lower Permits or lengthen Window.");
        problems.Require(
            Permits <= 0 || Window.TotalDays * EffectiveBurst / Permits <= RefillDaysMax,
            nameof(Burst),
            $"A burst of {EffectiveBurst} takes more than {RefillDaysMax} days to refill.",
            "Lower Burst or raise Permits.");
        return problems.All;
    }
}
