namespace Gateway.Architecture.Tests.Tidy;

/// <summary>The repository's own files against every tidy rule.</summary>
public sealed class TidyTests
{
    public static TheoryData<string> Rules { get; } = [.. TidyRules.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_file_keeps_to(string rule) =>
        Violation.AssertNone([.. Repository.Sources.AsParallel().AsOrdered().SelectMany(TidyRules.Named(rule).Check)]);

    [Fact]
    public void Every_module_has_a_README() => Violation.AssertNone([.. ReadmeRule.Check(Repository.Paths)]);

    [Fact]
    public void The_walk_sees_the_repository()
    {
        Assert.Contains(Repository.Sources, file => file.Path == "tests/Gateway.Architecture.Tests/Tidy/TidyTests.cs");
        Assert.Contains("src/Gateway.Common/Gateway.Common.csproj", Repository.Paths);
        Assert.DoesNotContain(Repository.Paths, path => path.Contains("/obj/", StringComparison.Ordinal));
    }
}
