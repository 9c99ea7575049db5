using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges definitions of directives that stay: those for operations where all GraphQL sources have them, and
/// those that a source composes by name.</summary>
/// <remarks>
/// Of a directive's locations in operations those stay that all have, of those in schemas all, for what was applied
/// there; clients are shown the former. Where no source speaks GraphQL, what any source has stays. Source: Apollo
/// Federation <c>@composeDirective</c>.
/// </remarks>
internal static class DirectiveDefinitionMerge
{
    public static IEnumerable<DirectiveDefinitionNode> Merge(MergeContext context)
    {
        var speakers = context.Sources.Count(facts => !facts.IsBound);
        foreach (var group in context.Sources
            .SelectMany(facts => facts.Schema.DirectiveDefinitions, (facts, definition) => (facts, definition))
            .Where(found => !BuiltIn.IsDirective(found.definition.Name))
            .GroupBy(found => found.definition.Name))
        {
            var all = group.ToList();
            var speaking = all.Where(found => speakers == 0 || !found.facts.IsBound)
                .Select(found => found.definition).ToArray();
            var isEverywhere = speaking.Length > 0 && (speakers == 0 || speaking.Length == speakers);
            var isComposed = all.Exists(found => found.facts.Composes(group.Key)) && IsSelfContained(all[0].definition);
            var kept = (isEverywhere ? Executable(speaking) : null)
                ?? (isComposed ? all[0].definition.Syntax?.Node as DirectiveDefinitionNode : null);
            if (kept is { } node)
            {
                yield return node;
            }
        }
    }

    /// <returns>Null where no location in operations is common to all.</returns>
    private static DirectiveDefinitionNode? Executable(DirectiveDefinition[] definitions)
    {
        if (definitions[0].Syntax?.Node is not DirectiveDefinitionNode node)
        {
            return null;
        }

        var common = node.Locations.Where(DirectiveLocationKinds.IsExecutable)
            .Where(location => definitions.All(definition => definition.Locations.Contains(location.Value)))
            .ToArray();
        var inSchemas = definitions.SelectMany(definition => definition.Locations)
            .Where(location => !DirectiveLocationKinds.IsExecutable(location))
            .Distinct()
            .Select(location => new Name(location));
        return common.Length == 0
            ? null
            : new DirectiveDefinitionNode(
                node.Description,
                node.Name,
                [.. node.Arguments],
                node.IsRepeatable,
                [.. common, .. inSchemas],
                default);
    }

    /// <summary>Types of its own would have to be composed with it.</summary>
    private static bool IsSelfContained(DirectiveDefinition definition) =>
        definition.Arguments.All(argument => BuiltIn.IsType(argument.Type.Named));
}
