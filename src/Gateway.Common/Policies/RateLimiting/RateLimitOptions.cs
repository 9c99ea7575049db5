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
    public IReadOnlyList<SettingProblem> Validate(string path) => ToPolicy().Validate(path);
}
