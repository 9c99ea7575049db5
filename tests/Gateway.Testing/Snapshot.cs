namespace Gateway.Testing;

/// <summary>Compares text with a committed file that is reviewed as code.</summary>
/// <remarks><c>UPDATE_SNAPSHOTS=1</c> rewrites the file instead; a missing file fails.</remarks>
public static class Snapshot
{
    private static readonly bool Updates = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    /// <param name="actual">The text produced by the code under test.</param>
    /// <param name="relativePath">The snapshot file, relative to the repository's root.</param>
    public static void Match(string actual, string relativePath)
    {
        var path = Path.Combine(SharedFiles.RepositoryRoot, relativePath);
        var normalized = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Updates)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, normalized);
            return;
        }

        Assert.True(
            File.Exists(path), $"No snapshot at {relativePath}; UPDATE_SNAPSHOTS=1 writes it. Actual:\n{normalized}");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), normalized);
    }
}
