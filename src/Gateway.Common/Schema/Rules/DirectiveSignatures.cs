using Gateway.Common.Language;

namespace Gateway.Common.Schema.Rules;

/// <summary>What a directive accepts, whether it comes from a schema or from a document.</summary>
internal sealed record DirectiveSignature(
    string Name,
    bool IsRepeatable,
    IReadOnlyCollection<string> Locations,
    IReadOnlyList<ArgumentSignature> Arguments)
{
    public bool HasArgument(Name name) => Arguments.Any(argument => argument.Name == name.Value);
}

internal readonly record struct ArgumentSignature(string Name, bool IsRequired);

/// <summary>Gathers signatures by name; the later source wins.</summary>
internal static class DirectiveSignatures
{
    public static Dictionary<string, DirectiveSignature> Read(
        DocumentNode builtIns, GraphQLSchema? extended, IEnumerable<SdlDefinition> definitions)
    {
        var signatures = new Dictionary<string, DirectiveSignature>();
        foreach (var directive in builtIns.Definitions.OfType<DirectiveDefinitionNode>())
        {
            signatures[directive.Name.Value] = Of(directive);
        }

        foreach (var directive in extended?.DirectiveDefinitions ?? MemberMap<DirectiveDefinition>.Empty)
        {
            signatures[directive.Name] = Of(directive);
        }

        foreach (var definition in definitions)
        {
            if (definition.Node is DirectiveDefinitionNode directive)
            {
                signatures[directive.Name.Value] = Of(directive);
            }
        }

        return signatures;
    }

    private static DirectiveSignature Of(DirectiveDefinitionNode node) =>
        new(
            node.Name.Value,
            node.IsRepeatable,
            [.. node.Locations.Select(location => location.Value)],
            [.. node.Arguments.Select(argument => new ArgumentSignature(
                argument.Name.Value, argument is { Type: NonNullTypeNode, DefaultValue: null }))]);

    private static DirectiveSignature Of(DirectiveDefinition directive) =>
        new(
            directive.Name,
            directive.IsRepeatable,
            directive.Locations,
            [.. directive.Arguments.Select(argument => new ArgumentSignature(argument.Name, argument.IsRequired))]);
}
