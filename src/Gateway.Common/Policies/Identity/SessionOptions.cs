using Gateway.Common.Primitives;

namespace Gateway.Common.Policies.Identity;

/// <summary>How long browser sessions last, and how many there are.</summary>
internal sealed record SessionOptions
{
    /// <summary>Longest life from login; 1 min to 7 days; default 8 h.</summary>
    public TimeSpan AbsoluteLifetime { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Longest time without a request; 1 min to <see cref="AbsoluteLifetime"/>; default 30 min.</summary>
    public TimeSpan SlidingLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Sessions held; when full, the longest unused ones go; 1 to 10,000,000; default 100,000.</summary>
    public int SessionsMax { get; init; } = 100_000;

    /// <summary>Time before the access token's end at which it is renewed; 0 to 5 min; default 30 s.</summary>
    public TimeSpan RefreshBefore { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        var minute = TimeSpan.FromMinutes(1);
        problems.RequireRange(AbsoluteLifetime, minute, TimeSpan.FromDays(7), nameof(AbsoluteLifetime));
        problems.RequireRange(SlidingLifetime, minute, AbsoluteLifetime, nameof(SlidingLifetime));
        problems.RequireRange(SessionsMax, 1, 10_000_000, nameof(SessionsMax));
        problems.RequireRange(RefreshBefore, TimeSpan.Zero, TimeSpan.FromMinutes(5), nameof(RefreshBefore));
        return problems.All;
    }
}
