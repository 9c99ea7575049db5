using Gateway.Common.Composition.Normalization;
using Gateway.Common.Schema;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What is composed is a directive by its name, and one that composition does not itself read.</summary>
/// <remarks>Source: Apollo Federation 2.1 <c>@composeDirective</c>, DIRECTIVE_COMPOSITION_ERROR.</remarks>
internal static class ComposeDirectiveRule
{
    public static void Check(SourceFacts facts, ErrorLog errors)
    {
        foreach (var composed in ComposedDirective.ReadAll(facts))
        {
            if (Fault(facts, composed) is { } fault)
            {
                errors.Add(CompositionErrorCodes.DirectiveComposition, facts, "schema", fault, composed.At);
            }
        }
    }

    private static string? Fault(SourceFacts facts, ComposedDirective composed)
    {
        if (composed.Argument.Length < 2 || composed.Argument[0] != '@')
        {
            return $"@composeDirective names '{composed.Argument}', which is no directive: begin the name with @.";
        }

        return BuiltIn.IsDirective(composed.Name) || Words.IsConsumed(facts.WordOf(composed.Name))
            ? $"@composeDirective names {composed.Argument}, which composition reads itself: take it out."
            : null;
    }
}
