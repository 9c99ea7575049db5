using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>A key is written as a string.</summary>
/// <remarks>Source: Composite Schemas §4.1 Key Invalid Fields Type; Apollo KEY_INVALID_FIELDS_TYPE.</remarks>
internal static class KeyInvalidFieldsTypeRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => FieldSetRules.CheckType(
        facts, errors, facts.Uses.Keys, Words.Key, CompositionErrorCodes.KeyInvalidFieldsType);
}
