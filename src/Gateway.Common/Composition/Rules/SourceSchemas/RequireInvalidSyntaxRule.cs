using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What @require says can be read.</summary>
/// <remarks>Source: Composite Schemas §4.1 Require Invalid Syntax.</remarks>
internal static class RequireInvalidSyntaxRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => SelectionMapRules.CheckSyntax(
        facts, errors, facts.Uses.Require, Words.Require, CompositionErrorCodes.RequireInvalidSyntax);
}
