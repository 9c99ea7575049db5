namespace Gateway.Common.Hosting.Snapshots;

/// <summary>What is wrong with a contract, an overlay, a composition or a document.</summary>
/// <param name="IsError">An error leaves no snapshot.</param>
/// <param name="Code">SCREAMING_SNAKE.</param>
/// <param name="Message">What is wrong and a way out.</param>
/// <param name="File">Null where it is about no single file.</param>
/// <param name="Line">From 1; 0 where unknown.</param>
/// <param name="Source">The source's name, or null.</param>
/// <param name="Path">Coordinate or place inside the file, or null.</param>
internal sealed record SnapshotDiagnostic(
    bool IsError,
    string Code,
    string Message,
    string? File = null,
    int Line = 0,
    string? Source = null,
    string? Path = null)
{
    /// <summary>From 1; 0 where unknown.</summary>
    public int Column { get; init; }

    /// <summary><c>file:line:column: CODE: message (path)</c>, as far as it is known.</summary>
    public override string ToString()
    {
        var inFile = Column > 0 ? $"{File}:{Line}:{Column}" : Line > 0 ? $"{File}:{Line}" : File;
        var place = File is null ? Source : inFile;
        return $"{(place is null ? "" : $"{place}: ")}{(IsError ? "" : "warning ")}{Code}: {Message}"
            + (Path is null ? "" : $" ({Path})");
    }
}
