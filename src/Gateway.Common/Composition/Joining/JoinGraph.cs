using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;

namespace Gateway.Common.Composition.Joining;

/// <summary>One value of <c>join__Graph</c>.</summary>
/// <param name="Value">The enum value that the join directives say.</param>
internal sealed record JoinGraph(string Value, string Name, string? Url)
{
    public static IReadOnlyList<JoinGraph> ReadAll(DocumentNode document)
    {
        var graphs = new List<JoinGraph>();
        foreach (var type in document.Definitions.OfType<EnumTypeDefinitionNode>())
        {
            if (type.Name.Is("join__Graph"u8))
            {
                graphs.AddRange(type.Values.Select(Read));
            }
        }

        return graphs;
    }

    private static JoinGraph Read(EnumValueDefinitionNode value)
    {
        var directive = value.Directives.FirstOrDefault(directive => directive.Name.Is("join__graph"u8));
        var name = directive is null ? null : DirectiveArguments.Text(directive, "name"u8);
        var url = directive is null ? null : DirectiveArguments.Text(directive, "url"u8);
        return new JoinGraph(value.Name.Value, name ?? value.Name.Value, string.IsNullOrEmpty(url) ? null : url);
    }
}
