using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Merge;

/// <summary>Merges definitions of directives that stay: those for operations where all GraphQL sources have them, and
/// those that a source composes by name.</summary>
/// <remarks>Source: Apollo Federation <c>@composeDirective</c>.</remarks>
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
            var isKept = IsExecutable(all[0].definition)
                ? all.Count == speakers
                : all.Exists(found => found.facts.Composes(group.Key)) && IsSelfContained(all[0].definition);
            if (isKept && all[0].definition.Syntax?.Node is DirectiveDefinitionNode node)
            {
                yield return node;
            }
        }
    }

    private static bool IsExecutable(DirectiveDefinition definition) =>
        definition.Locations.All(DirectiveLocationKinds.IsExecutable);

    /// <summary>Types of its own would have to be composed with it.</summary>
    private static bool IsSelfContained(DirectiveDefinition definition) =>
        definition.Arguments.All(argument => BuiltIn.IsType(argument.Type.Named));
}
