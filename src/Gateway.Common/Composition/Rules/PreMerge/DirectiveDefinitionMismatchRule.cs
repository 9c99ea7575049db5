using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>A directive that sources compose takes the same arguments in all of them.</summary>
/// <remarks>Source: Apollo Federation <c>@composeDirective</c>, DIRECTIVE_COMPOSITION_ERROR.</remarks>
internal static class DirectiveDefinitionMismatchRule
{
    public static void Check(MergeContext context)
    {
        var composed = new Dictionary<string, (SourceFacts Facts, DirectiveDefinition Definition)>();
        foreach (var facts in context.Sources)
        {
            foreach (var definition in facts.Schema.DirectiveDefinitions)
            {
                if (!facts.Composes(definition.Name) || composed.TryAdd(definition.Name, (facts, definition)))
                {
                    continue;
                }

                var first = composed[definition.Name];
                if (!ArgumentsOf(definition).SequenceEqual(ArgumentsOf(first.Definition)))
                {
                    context.Errors.Add(
                        CompositionErrorCodes.DirectiveDefinitionMismatch, facts, $"@{definition.Name}",
                        $"Directive @{definition.Name} is composed, but its arguments in '{facts.Name}' differ from "
                        + $"those in '{first.Facts.Name}': define it the same in both.",
                        definition.Syntax);
                }
            }
        }
    }

    private static IEnumerable<string> ArgumentsOf(DirectiveDefinition definition) =>
        definition.Arguments.Select(argument => $"{argument.Name}: {argument.Type}").Order();
}
