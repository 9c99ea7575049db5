namespace Gateway.Common.Sources.Rest;

/// <summary>What settings say of a REST source.</summary>
internal sealed record RestOptions
{
    public static RestOptions Default { get; } = new();

    /// <summary>Whether errors show what a problem says for people; default no: that is in the log.</summary>
    public bool ShowsProblems { get; init; }
}
