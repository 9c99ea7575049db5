using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What @is says can be read.</summary>
/// <remarks>Source: Composite Schemas §4.1 Is Invalid Syntax.</remarks>
internal static class IsInvalidSyntaxRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => SelectionMapRules.CheckSyntax(
        facts, errors, facts.Uses.Is, Words.Is, CompositionErrorCodes.IsInvalidSyntax);
}
