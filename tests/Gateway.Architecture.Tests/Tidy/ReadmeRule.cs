using Gateway.Architecture.Tests.Modules;

namespace Gateway.Architecture.Tests.Tidy;

/// <summary>A module with code says in its README what it is.</summary>
internal static class ReadmeRule
{
    /// <param name="paths">All files, from the repository's root.</param>
    public static IEnumerable<Violation> Check(IReadOnlyCollection<string> paths)
    {
        var present = paths.ToHashSet();
        var foldersWithCode = paths
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(path => path[..path.LastIndexOf('/')])
            .ToHashSet();
        return
            from module in ModuleTable.All
            let folder = $"src/{ModuleTable.Root}/{module.Name.Replace('.', '/')}"
            where foldersWithCode.Contains(folder) && !present.Contains($"{folder}/README.md")
            select new Violation($"{folder}/README.md", 1, "is missing");
    }
}
