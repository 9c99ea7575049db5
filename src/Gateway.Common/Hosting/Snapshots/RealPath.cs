namespace Gateway.Common.Hosting.Snapshots;

/// <summary>Where a path leads once every link on its way is followed, not only one at its end.</summary>
internal static class RealPath
{
    /// <summary>Links followed for one path; as many as Linux follows.</summary>
    public const int LinksMax = 40;

    /// <param name="path">Absolute.</param>
    /// <returns>Without any link; null where a part is absent, unreadable or behind more than
    /// <see cref="LinksMax"/> links.</returns>
    public static string? Of(string path)
    {
        try
        {
            return Resolve(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string? Resolve(string path)
    {
        var real = Path.GetPathRoot(path)!;
        var rest = new Stack<string>();
        Push(rest, path[real.Length..]);
        for (var links = 0; rest.TryPop(out var part);)
        {
            // A link's own target may go up, and up is where the link leads by now, not where it stands.
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Combine(real, part);
            if (TargetOf(next) is not { } target)
            {
                real = next;
            }
            else if (++links > LinksMax)
            {
                return null;
            }
            else
            {
                var targetRoot = Path.GetPathRoot(target)!;
                real = targetRoot.Length == 0 ? real : targetRoot;
                Push(rest, target[targetRoot.Length..]);
            }
        }

        return Path.Exists(real) ? real : null;
    }

    private static string? TargetOf(string path) => new FileInfo(path).LinkTarget;

    private static void Push(Stack<string> rest, string path)
    {
        var parts = path.Split(
            [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts.Reverse().Where(static part => part != "."))
        {
            rest.Push(part);
        }
    }
}
