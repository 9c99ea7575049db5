namespace Gateway.Bench;

/// <summary>The checkout that this program was built from.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    /// <summary>Bff.Web in the form that is deployed: as <c>dotnet publish</c> leaves it.</summary>
    public static string Host => PathOf("artifacts/publish/Bff.Web/release/Bff.Web.dll");

    /// <param name="relative">Below the root, with slashes.</param>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bff.sln")))
            {
                return folder.FullName;
            }
        }

        throw new BenchException($"No Bff.sln above {AppContext.BaseDirectory}.");
    }
}
