using Gateway.Common.Composition.Normalization;
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
            var speaking = group.Where(found => speakers == 0 || !found.facts.IsBound)
                .Select(found => found.definition).ToArray();
            if (speaking.Length > 0 && (speakers == 0 || speaking.Length == speakers)
                && Executable(speaking) is { } node)
            {
                yield return node;
            }

            CheckComposed(context, [.. group.Where(found => Composes(found.facts, group.Key))]);
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

    private static bool Composes(SourceFacts facts, string name) => facts.Schema.Directives.Any(directive =>
        facts.WordOf(directive) == "composeDirective"
        && DirectiveArguments.Text(directive, "name"u8)?.TrimStart('@') == name);

    private static void CheckComposed(
        MergeContext context, IReadOnlyList<(SourceFacts Facts, DirectiveDefinition Definition)> composed)
    {
        foreach (var (facts, definition) in composed.Skip(1))
        {
            if (!SyntaxComparer.Instance.Equals(definition.Syntax?.Node, composed[0].Definition.Syntax?.Node)
                && !HasSameArguments(definition, composed[0].Definition))
            {
                context.Errors.Add(
                    CompositionErrorCodes.DirectiveDefinitionMismatch, facts, $"@{definition.Name}",
                    $"Directive @{definition.Name} is composed, but its arguments in '{facts.Name}' differ from those "
                    + $"in '{composed[0].Facts.Name}': define it the same in both.",
                    definition.Syntax);
            }
        }
    }

    private static bool HasSameArguments(DirectiveDefinition left, DirectiveDefinition right) =>
        left.Arguments.Select(argument => $"{argument.Name}: {argument.Type}").Order()
            .SequenceEqual(right.Arguments.Select(argument => $"{argument.Name}: {argument.Type}").Order());
}
