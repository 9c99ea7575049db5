using Gateway.Common.Composition.Normalization;

namespace Gateway.Common.Composition.Rules.SourceSchemas;

/// <summary>What a field provides is written as a string.</summary>
/// <remarks>Source: Composite Schemas §4.1 Provides Invalid Fields Type.</remarks>
internal static class ProvidesInvalidFieldsTypeRule
{
    public static void Check(SourceFacts facts, ErrorLog errors) => FieldSetRules.CheckType(
        facts, errors, facts.Uses.Provides, Words.Provides, CompositionErrorCodes.ProvidesInvalidFieldsType);
}
