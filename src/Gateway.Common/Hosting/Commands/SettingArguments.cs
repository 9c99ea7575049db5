namespace Gateway.Common.Hosting.Commands;

/// <summary>The settings that stand beside a command's own words and options.</summary>
internal static class SettingArguments
{
    /// <summary>What ASP.NET reads without a section.</summary>
    private static readonly string[] HostNames = ["contentRoot", "environment", "urls"];

    /// <summary><c>--Gateway:Access=Open</c>, <c>--Gateway:Access Open</c>, <c>--environment Development</c>.</summary>
    public static string[] Among(string[] args) =>
        [.. args.Where((argument, index) =>
            IsSetting(argument)
            || (index > 0 && IsSetting(args[index - 1]) && !args[index - 1].Contains('=', StringComparison.Ordinal)))];

    /// <param name="name">Without the two hyphens.</param>
    public static bool IsSettingName(string name) =>
        name.Contains(':', StringComparison.Ordinal) || HostNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && IsSettingName(argument[2..].Split('=')[0]);
}
