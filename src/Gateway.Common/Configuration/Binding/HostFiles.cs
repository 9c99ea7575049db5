namespace Gateway.Common.Configuration.Binding;

/// <summary>Where files named in settings are: in the host's folder, else in the caller's current directory.</summary>
internal sealed class HostFiles(string contentRoot)
{
    /// <returns>The full path; null where no such file is.</returns>
    public string? FindFile(string path) => Candidates(path).FirstOrDefault(File.Exists);

    public string? FindFolder(string path) => Candidates(path).FirstOrDefault(Directory.Exists);

    public string InHost(string path) => Path.GetFullPath(Path.Combine(contentRoot, path));

    private string[] Candidates(string path) =>
        path.Contains('\0', StringComparison.Ordinal) ? [] : [InHost(path), Path.GetFullPath(path)];
}
