using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What a field requires is written as a string.</summary>
/// <remarks>Source: Apollo Federation REQUIRES_INVALID_FIELDS_TYPE.</remarks>
internal static class RequiresInvalidFieldsTypeRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => FieldSetRules.CheckType(
        facts, errors, facts.Uses.Requires, Words.Requires, CompositionErrorCodes.RequiresInvalidFieldsType);
}
