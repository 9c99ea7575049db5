namespace Gateway.Common.Sources;

/// <summary>What streams of one source may cost.</summary>
internal sealed record StreamOptions
{
    /// <summary>Streams open at the same time; further ones fail at once. Default 1,000.</summary>
    public int OpenMax { get; init; } = 1_000;

    /// <summary>Longest time without a message, before the first one too. Default 1 h; at most 20 days.</summary>
    public TimeSpan SilenceMax { get; init; } = TimeSpan.FromHours(1);
}
