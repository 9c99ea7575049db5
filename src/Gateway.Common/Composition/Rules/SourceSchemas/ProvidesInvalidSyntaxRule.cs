using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What a field provides can be read as a selection.</summary>
/// <remarks>Source: Composite Schemas §4.1 Provides Invalid Syntax.</remarks>
internal static class ProvidesInvalidSyntaxRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => FieldSetRules.CheckSyntax(
        facts, errors, facts.Uses.Provides, Words.Provides, CompositionErrorCodes.ProvidesInvalidSyntax);
}
