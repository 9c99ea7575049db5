using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A key can be read as a selection.</summary>
/// <remarks>Source: Composite Schemas §4.1 Key Invalid Syntax.</remarks>
internal static class KeyInvalidSyntaxRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => FieldSetRules.CheckSyntax(
        facts, errors, facts.Uses.Keys, Words.Key, CompositionErrorCodes.KeyInvalidSyntax);
}
