using Gateway.Testing;

namespace Gateway.Architecture.Tests;

/// <summary>The working tree that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Roots = ["src", "samples", "tests", "bench"];
    private static readonly string[] BuiltFolders = ["bin", "obj", "artifacts", "node_modules"];

    private static readonly Lazy<IReadOnlyList<string>> LazyPaths =
        new(() => [.. Roots.SelectMany(PathsBelow).Order(StringComparer.Ordinal)]);

    private static readonly Lazy<IReadOnlyList<string>> LazyDocuments = new(() =>
    [
        .. Directory.EnumerateFiles(SharedFiles.RepositoryRoot, "*.md").Select(FromRoot)
            .Concat(PathsBelow("docs"))
            .Concat(Paths)
            .Where(static path => path.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ]);

    private static readonly Lazy<IReadOnlyList<SourceFile>> LazySources =
        new(() => [.. Paths.Where(IsSource).AsParallel().AsOrdered().Select(Read)]);

    /// <summary>Every file that people wrote below src, samples, tests and bench, from the root, in order.</summary>
    public static IReadOnlyList<string> Paths => LazyPaths.Value;

    /// <summary>The C# files among <see cref="Paths"/>.</summary>
    public static IReadOnlyList<SourceFile> Sources => LazySources.Value;

    /// <summary>The Markdown files of the whole repository, from the root, in order.</summary>
    public static IReadOnlyList<string> Documents => LazyDocuments.Value;

    /// <summary>The C# files of one folder, such as <c>src/Gateway.Common</c>, and below it.</summary>
    public static IReadOnlyList<SourceFile> SourcesBelow(string folder) =>
        [.. Sources.Where(source => source.Path.StartsWith(folder + "/", StringComparison.Ordinal))];

    private static IEnumerable<string> PathsBelow(string root)
    {
        var folder = Path.Combine(SharedFiles.RepositoryRoot, root);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(FromRoot).Where(IsWritten)
            : [];
    }

    private static string FromRoot(string path) =>
        Path.GetRelativePath(SharedFiles.RepositoryRoot, path).Replace('\\', '/');

    private static bool IsWritten(string path) => !path.Split('/').Any(BuiltFolders.Contains);

    private static bool IsSource(string path) => path.EndsWith(".cs", StringComparison.Ordinal);

    private static SourceFile Read(string path) =>
        new(path, File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, path)));
}
