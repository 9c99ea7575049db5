using Gateway.Common.Pipeline;
using Gateway.Common.Schema;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Common.Tests.Pipeline;

/// <summary>docs/pipeline.md tells the stages that run, in the order in which they run.</summary>
public sealed class PipelineDocumentTests
{
    private const string HeadingPrefix = "### ";

    [Fact]
    public void The_document_lists_the_stages_in_their_order()
    {
        var stages = PipelineStages.For(new PipelineParts
        {
            AllowsAnonymous = false,
            AllowsFreeForm = false,
            VariableLimits = VariableLimits.Default,
            Logger = NullLogger.Instance,
        });

        Assert.Equal(
            stages.Select(static (stage, index) => $"{index + 1}. {stage.Name}"),
            Headings("## The stages"));
    }

    /// <summary>Third-level headings of one section.</summary>
    private static IEnumerable<string> Headings(string section) =>
        File.ReadAllLines(Path.Combine(SharedFiles.RepositoryRoot, "docs/pipeline.md"))
            .SkipWhile(line => line != section)
            .Skip(1)
            .TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(static line => line.StartsWith(HeadingPrefix, StringComparison.Ordinal))
            .Select(static line => line[HeadingPrefix.Length..]);
}
