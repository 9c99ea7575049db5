using Gateway.Common.Primitives;

namespace Gateway.Common.Policies.Caching;

/// <summary>Bounds of the response cache.</summary>
internal sealed record CacheOptions
{
    /// <summary>Bytes held by all entries, keys included; 64 KiB to 16 GiB; default 64 MiB.</summary>
    public long BytesMax { get; init; } = 64L << 20;

    /// <summary>Entries held; 1 to 10,000,000; default 20,000.</summary>
    public int EntriesMax { get; init; } = 20_000;

    /// <summary>
    /// Largest single entry, key included; larger answers are not stored; 1 KiB to <see cref="BytesMax"/>; default 1
    /// MiB.
    /// </summary>
    public int EntryBytesMax { get; init; } = 1 << 20;

    /// <summary>Longest lifetime whatever an answer says; 1 s to 7 days; default 1 h.</summary>
    public TimeSpan LifetimeMax { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// All that is wrong with these values; <paramref name="path"/> is the record's configuration path.
    /// </summary>
    public IReadOnlyList<SettingProblem> Validate(string path)
    {
        var problems = new SettingProblems(path);
        problems.RequireRange(BytesMax, 64L << 10, 16L << 30, nameof(BytesMax));
        problems.RequireRange(EntriesMax, 1, 10_000_000, nameof(EntriesMax));
        problems.RequireRange(
            EntryBytesMax, 1 << 10, (int)Math.Clamp(BytesMax, 1 << 10, 1 << 30), nameof(EntryBytesMax));
        problems.RequireRange(LifetimeMax, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7), nameof(LifetimeMax));
        return problems.All;
    }
}
