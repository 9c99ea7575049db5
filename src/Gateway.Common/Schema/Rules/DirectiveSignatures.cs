using Gateway.Common.Language;
using Gateway.Common.Schema.Building;

namespace Gateway.Common.Schema.Rules;

/// <summary>What a directive accepts, whether it comes from a schema or from a document.</summary>
internal sealed record DirectiveSignature(
    bool IsRepeatable, IReadOnlyCollection<string> Locations, IReadOnlyList<ArgumentSignature> Arguments)
{
    public bool HasArgument(Name name)
    {
        for (var index = 0; index < Arguments.Count; index++)
        {
            if (Arguments[index].Name == name)
            {
                return true;
            }
        }

        return false;
    }
}

internal sealed record ArgumentSignature(Name Name, bool IsRequired);

/// <summary>Gathers signatures by name; the later source wins.</summary>
internal static class DirectiveSignatures
{
    private static readonly Dictionary<Name, DirectiveSignature> BuiltIn = BuiltInDefinitions.Document.Definitions
        .OfType<DirectiveDefinitionNode>()
        .ToDictionary(node => node.Name, Of);

    public static Dictionary<Name, DirectiveSignature> Read(GraphQLSchema? extended, SdlDefinitions definitions)
    {
        var signatures = new Dictionary<Name, DirectiveSignature>(BuiltIn);
        foreach (var directive in extended?.DirectiveDefinitions ?? MemberMap<DirectiveDefinition>.Empty)
        {
            signatures[directive.SourceName] = Of(directive);
        }

        foreach (var definition in definitions)
        {
            if (definition.Node is DirectiveDefinitionNode directive)
            {
                signatures[directive.Name] = Of(directive);
            }
        }

        return signatures;
    }

    private static DirectiveSignature Of(DirectiveDefinitionNode node) =>
        new(
            node.IsRepeatable,
            [.. node.Locations.Select(location => location.Value)],
            [.. node.Arguments.Select(argument => new ArgumentSignature(
                argument.Name, argument is { Type: NonNullTypeNode, DefaultValue: null }))]);

    private static DirectiveSignature Of(DirectiveDefinition directive) =>
        new(
            directive.IsRepeatable,
            directive.Locations,
            [.. directive.Arguments.Select(argument => new ArgumentSignature(
                argument.SourceName, argument.IsRequired))]);
}
