namespace Gateway.Architecture.Tests;

/// <summary>One breach of a rule.</summary>
/// <param name="File">Path from the repository's root, with forward slashes.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Text">What is wrong, without the place.</param>
internal sealed record Violation(string File, int Line, string Text)
{
    public override string ToString() => $"{File}:{Line} {Text}";

    /// <summary>Fails the running test with every violation on a line of its own.</summary>
    public static void AssertNone(IReadOnlyCollection<Violation> violations) =>
        Assert.True(violations.Count == 0, $"{violations.Count} violations:\n{string.Join('\n', violations)}");
}
