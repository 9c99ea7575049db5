namespace Gateway.Testing;

/// <summary>Finds case files and contracts of third parties, which live beside the repository, not in it.</summary>
/// <remarks>Source: <c>GATEWAY_SHARED</c>, else <c>../shared</c> seen from the repository's root.</remarks>
public static class SharedFiles
{
    public static string RepositoryRoot { get; } = FindRoot();

    public static string Root { get; } =
        Environment.GetEnvironmentVariable("GATEWAY_SHARED") ?? Path.Combine(RepositoryRoot, "..", "shared");

    /// <summary>The path in full; where nothing is there, skips the running test with the reason.</summary>
    public static string Require(string relativePath)
    {
        var path = Path.GetFullPath(Path.Combine(Root, relativePath));
        Assert.SkipUnless(Path.Exists(path), $"{path} is absent; set GATEWAY_SHARED to the folder that holds it.");
        return path;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bff.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Bff.sln above {AppContext.BaseDirectory}.");
    }
}
