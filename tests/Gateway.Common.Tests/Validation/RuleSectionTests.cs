using System.Text.RegularExpressions;
using Gateway.Testing;

namespace Gateway.Common.Tests.Validation;

/// <summary>Every section on validation has its rule, and every rule its section.</summary>
public sealed class RuleSectionTests
{
    /// <summary>GraphQL, September 2025, §5: sections that state a formal rule.</summary>
    private static readonly string[] Sections =
    [
        "5.1.1", "5.2.1.1", "5.2.2.1", "5.2.3.1", "5.2.4.1", "5.3.1", "5.3.2", "5.3.3", "5.4.1", "5.4.2", "5.4.3",
        "5.5.1.1", "5.5.1.2", "5.5.1.3", "5.5.1.4", "5.5.2.1", "5.5.2.2", "5.5.2.3", "5.6.1", "5.6.2", "5.6.3", "5.6.4",
        "5.7.1", "5.7.2", "5.7.3", "5.8.1", "5.8.2", "5.8.3", "5.8.4", "5.8.5",
    ];

    /// <summary>Rules beyond the specification.</summary>
    private static readonly string[] Own =
    [
        "DeferStreamDirectiveLabel", "DeferStreamDirectiveOnRootField", "DeferStreamDirectiveOnValidOperations",
        "MaxIntrospectionDepth", "NoDeprecated", "NoSchemaIntrospection", "StreamDirectiveOnListField", "Validation",
    ];

    [Fact]
    public void Every_section_has_a_rule_and_every_rule_a_section()
    {
        var folder = Path.Combine(SharedFiles.RepositoryRoot, "src/Gateway.Common/Validation/Rules");
        var named = Directory.EnumerateFiles(folder, "*Rule.cs")
            .Where(file => !Own.Contains(Path.GetFileName(file)[..^"Rule.cs".Length]))
            .ToDictionary(static file => file, static file => Section.Matches(File.ReadAllText(file))
                .Select(static match => match.Groups[1].Value)
                .Where(static section => section.StartsWith("5.", StringComparison.Ordinal))
                .ToArray());

        Assert.All(named, static rule => Assert.NotEmpty(rule.Value));
        Assert.Equal(Sections, named.Values.SelectMany(static sections => sections).Distinct().Order(
            Comparer<string>.Create(static (left, right) => Version.Parse(left).CompareTo(Version.Parse(right)))));
    }

    private static Regex Section { get; } = new("§([0-9]+(?:\\.[0-9]+)+)");
}
