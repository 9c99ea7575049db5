using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A key selects fields that its type has.</summary>
/// <remarks>Source: Composite Schemas §4.1 Key Invalid Fields.</remarks>
internal static class KeyInvalidFieldsRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => FieldSetRules.CheckFields(
        facts, errors, facts.Uses.Keys, Words.Key, CompositionErrorCodes.KeyInvalidFields);
}
