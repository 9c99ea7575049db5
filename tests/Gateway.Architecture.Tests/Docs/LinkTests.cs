using Gateway.Testing;

namespace Gateway.Architecture.Tests.Docs;

/// <summary>What documents point at is there.</summary>
public sealed class LinkTests
{
    [Fact]
    public void Every_link_and_path_of_a_document_leads_somewhere() =>
        Violation.AssertNone([.. MarkdownFile.All.SelectMany(static file => file.Dead(Exists, HeadingsOf))]);

    [Fact]
    public void The_walk_sees_the_documents()
    {
        Assert.Contains(MarkdownFile.All, static file => file.Path == "README.md");
        Assert.Contains(MarkdownFile.All, static file => file.Path == "docs/architecture.md");
        Assert.Contains(MarkdownFile.All, static file => file.Path == "src/Gateway.Common/Language/README.md");
    }

    [Theory]
    [InlineData("[a](gone.md)")]
    [InlineData("[a](../src/Gone)")]
    [InlineData("[a](architecture.md#no-such-heading)")]
    [InlineData("see `src/Gateway.Common/Gone.cs`")]
    public void A_dead_link_is_found(string line) =>
        Assert.Single(MarkdownFile.Of("docs/planted.md", $"# Title\n\n{line}\n").Dead(Exists, HeadingsOf));

    [Theory]
    [InlineData("[a](architecture.md)")]
    [InlineData("[a](../README.md)")]
    [InlineData("[a](https://example.org/gone.md)")]
    [InlineData("see `src/Gateway.Common` and `src/Gateway.Common/*/Gone.cs`")]
    [InlineData("```\n[a](gone.md)\n```")]
    public void A_living_link_is_not(string line) =>
        Assert.Empty(MarkdownFile.Of("docs/planted.md", $"# Title\n\n{line}\n").Dead(Exists, HeadingsOf));

    private static bool Exists(string path) => Path.Exists(Path.Combine(SharedFiles.RepositoryRoot, path));

    private static IReadOnlySet<string> HeadingsOf(string path) =>
        MarkdownFile.All.FirstOrDefault(file => file.Path == path)?.Headings() ?? new HashSet<string>();
}
