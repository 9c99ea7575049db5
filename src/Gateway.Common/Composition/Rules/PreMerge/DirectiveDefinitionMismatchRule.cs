using Gateway.Common.Composition.Merge;
using Gateway.Common.Composition.Normalization;
using Gateway.Common.Language;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.PreMerge;

/// <summary>
/// A directive that sources compose takes the same arguments in all of them, of the same types and defaults.
/// </summary>
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
                if (Differ(definition, first.Definition) || Differ(first.Definition, definition))
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

    /// <summary>Whether one has an argument that the other has not, or has of another type or default.</summary>
    private static bool Differ(DirectiveDefinition one, DirectiveDefinition other) => one.Arguments.Any(argument =>
        other.Arguments.FirstOrDefault(candidate => candidate.Name == argument.Name) is not { } same
        || argument.Type.ToString() != same.Type.ToString()
        || !SyntaxComparer.Instance.Equals(argument.DefaultValue, same.DefaultValue));
}
