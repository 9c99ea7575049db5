using System.Collections.Immutable;

namespace Gateway.Architecture.Tests.Tidy;

/// <summary>Every tidy rule. Source: docs/style.md.</summary>
internal static class TidyRules
{
    public static ImmutableArray<TidyRule> All { get; } =
    [
        new("Files are short", SizeRules.Files),
        new("Lines are short", SizeRules.Lines),
        new("Functions are short", FunctionRules.Length),
        new("Blocks nest little", FunctionRules.Nesting),
        new("Names say what a thing is", NameRule.Check),
        new("Classes are sealed, static or abstract", ClassRule.Check),
        new("No regions", LeftoverRules.Regions),
        new("No partial types or members", LeftoverRules.Partials),
        new("No unfinished work", LeftoverRules.Unfinished),
        new("No skipped tests", TestRules.Skips),
        new("No sleeping tests", TestRules.Sleeps),
        new("No blocking on tasks", LeftoverRules.BlockedTasks),
    ];

    public static TidyRule Named(string name) => All.Single(rule => rule.Name == name);
}
