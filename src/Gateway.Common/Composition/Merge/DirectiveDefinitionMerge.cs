using Gateway.Common.Composition.Normalization;
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
            if (IsExecutable(group.First().definition) && group.Count() == speakers
                && group.First().definition.Syntax?.Node is DirectiveDefinitionNode node)
            {
                yield return node;
            }

            CheckComposed(context, [.. group.Where(found => Composes(found.facts, group.Key))]);
        }
    }

    private static bool IsExecutable(DirectiveDefinition definition) =>
        definition.Locations.All(DirectiveLocationKinds.IsExecutable);

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
